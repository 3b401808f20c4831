import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callAuth } from '../../api/auth.ts';
import { queryClient } from '../../api/query-client.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { sessionQuery, useSession } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { BackupCodes } from './backup-codes.tsx';
import { backupCodesIn } from './set-up-answers.ts';
import { SetUpCodes } from './set-up-codes.tsx';
import { securityWords } from './words.ts';

type Question = 'set_up' | 'renew' | 'remove';

/** Codes of an app: set up, renewed, taken away. */
export function Codes() {
  const words = useWords(securityWords);
  const { second_factor: factor } = useSession();
  const [asked, ask] = useState<Question>();
  const [backup, setBackup] = useState<readonly string[]>();
  const close = (): void => ask(undefined);
  return (
    <Card title={words.codes}>
      <div className="space-y-3">
        {factor.totp ? <Badge look="good">{words.codesOn}</Badge> : <Badge look="off">{words.codesOff}</Badge>}
        <p className="text-soft">{words.codesLead}</p>
        {factor.asked_for === 'set_up' && <p className="font-medium">{words.needed}</p>}
        {factor.totp ? (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => ask('renew')}>{words.renew}</Button>
            <Button look="danger" onClick={() => ask('remove')}>
              {words.remove}
            </Button>
          </div>
        ) : (
          <Button look="primary" onClick={() => ask('set_up')}>
            {words.setUp}
          </Button>
        )}
      </div>
      {asked === 'set_up' && <SetUpCodes close={close} done={setBackup} />}
      {asked === 'renew' && (
        <WithPassword
          title={words.renew}
          lead={words.renewLead}
          close={close}
          send={async (password) => setBackup(backupCodesIn(await callAuth('totp/backup-codes', { password })))}
        />
      )}
      {asked === 'remove' && (
        <WithPassword
          title={words.remove}
          lead={words.removeLead}
          close={close}
          send={async (password) => {
            await callAuth('totp', { password }, 'DELETE');
            await queryClient.invalidateQueries(sessionQuery);
            toast(words.removed);
          }}
        />
      )}
      {backup && <BackupCodes codes={backup} close={() => setBackup(undefined)} />}
    </Card>
  );
}

interface WithPasswordProps {
  readonly title: string;
  readonly lead: string;
  readonly close: () => void;
  readonly send: (password: string) => Promise<void>;
}

/** Something that the password is asked for. */
function WithPassword({ title, lead, close, send }: WithPasswordProps) {
  const words = useWords(securityWords);
  const parts = useWords(partWords);
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useMutation({ mutationFn: () => send(password), onSuccess: close });
  return (
    <Dialog open close={close} title={title} lead={lead}>
      <Form label={title} submit={() => mutate()} error={error}>
        <TextField
          label={words.password}
          type="password"
          required
          autoComplete="current-password"
          dir="ltr"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Buttons>
          <Button onClick={close}>{parts.cancel}</Button>
          <Button type="submit" look="primary" busy={isPending}>
            {title}
          </Button>
        </Buttons>
      </Form>
    </Dialog>
  );
}
