import { Dialog } from '../parts/dialog.tsx';
import { CheckField } from '../parts/field.tsx';
import { useSession } from '../session/session.ts';
import { useStore } from '../state/store.ts';
import { dictionary } from '../words/dictionary.ts';
import { useWords } from '../words/language.ts';
import { navItems } from './nav.ts';
import { plainKeys, setPlainKeys } from './shortcuts.ts';
import { frameWords } from './words.ts';

const helpWords = dictionary({
  en: {
    palette: 'Search or go to a page',
    help: 'Show this help',
    close: 'Close a dialog or menu',
    on: 'Use shortcuts of single letters',
    onHint: 'Turn them off if you dictate, or if they get in your way. Ctrl-K stays.',
  },
  ar: {
    palette: 'البحث أو الانتقال إلى صفحة',
    help: 'إظهار هذه المساعدة',
    close: 'إغلاق نافذة أو قائمة',
    on: 'استخدام اختصارات الحروف المفردة',
    onHint: 'عطّلها إن كنت تُملي صوتيًا أو كانت تعيقك. يبقى Ctrl-K متاحًا.',
  },
});

/** Every key that does something everywhere. */
export function ShortcutHelp({ close }: { readonly close: () => void }) {
  const words = useWords(helpWords);
  const frame = useWords(frameWords);
  const { scopes } = useSession();
  const isOn = useStore(plainKeys);
  const rows = [
    { keys: 'Ctrl K', what: words.palette },
    { keys: '?', what: words.help },
    { keys: 'Esc', what: words.close },
    ...navItems(scopes).map(({ key, word }) => ({ keys: `g ${key}`, what: frame[word] })),
  ];
  return (
    <Dialog open close={close} title={frame.shortcuts}>
      <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {rows.map(({ keys, what }) => (
          <div key={keys} className="contents">
            <dt>
              <kbd dir="ltr" className="rounded border border-line-strong px-1.5 py-0.5 font-mono text-xs">
                {keys}
              </kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <CheckField
        label={words.on}
        hint={words.onHint}
        checked={isOn}
        onChange={(event) => setPlainKeys(event.target.checked)}
      />
    </Dialog>
  );
}
