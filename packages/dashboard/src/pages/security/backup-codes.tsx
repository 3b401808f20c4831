import { Button } from '../../parts/button.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.ts';
import { securityWords } from './words.ts';

/** Backup codes, shown once. */
export function BackupCodes({ codes, close }: { readonly codes: readonly string[]; readonly close: () => void }) {
  const words = useWords(securityWords);
  return (
    <Dialog open close={close} title={words.backupTitle} lead={words.backupLead}>
      <div className="space-y-4">
        <ul dir="ltr" aria-label={words.backupCodes} className="grid grid-cols-2 gap-1 font-mono">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyField label={words.backupCodes} value={codes.join(' ')} />
        <Buttons>
          <Button look="primary" onClick={close}>
            {words.kept}
          </Button>
        </Buttons>
      </div>
    </Dialog>
  );
}
