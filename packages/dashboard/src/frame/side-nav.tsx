import { Link } from '@tanstack/react-router';
import { useSession } from '../session/session.ts';
import { useWords } from '../words/language.ts';
import { nav } from './nav.ts';
import { frameWords } from './words.ts';

/** Where one can go, in groups. Pages that the session may not read are left out. */
export function SideNav({ went }: { readonly went?: () => void }) {
  const words = useWords(frameWords);
  const { scopes } = useSession();
  return (
    <nav aria-label={words.navigation} className="space-y-4 p-3">
      {nav.map(({ word, items }) => {
        const open = items.filter(({ scope }) => scope === null || scopes.includes(scope));
        if (open.length === 0) return null;
        return (
          <div key={word ?? ''}>
            {word !== undefined && <p className="px-2 pb-1 text-xs text-soft">{words[word]}</p>}
            <ul className="space-y-0.5">
              {open.map(({ to, word: name, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    onClick={went}
                    activeOptions={{ exact: to === '/', includeSearch: false }}
                    className="flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 whitespace-nowrap hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent"
                  >
                    <Icon aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
                    {words[name]}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
