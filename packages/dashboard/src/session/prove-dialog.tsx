import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { callAuth } from '../api/auth.ts';
import { queryClient } from '../api/query-client.ts';
import { Button } from '../parts/button.tsx';
import { Buttons, Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { partWords } from '../parts/words.ts';
import { useStore } from '../state/store.ts';
import { useWords } from '../words/language.ts';
import { askPasskey, hasPasskeys } from './passkey.ts';
import { asked } from './proving.ts';
import { sessionQuery, useSession } from './session.ts';
import { signInWords } from './sign-in-words.ts';

/** Asks for the second factor when a request was refused for want of it; then that request is sent again. */
export function ProveDialog() {
  const words = useWords(signInWords);
  const waiting = useStore(asked);
  const mustSetUp = useSession().second_factor.asked_for === 'set_up';
  const cancel = (): void => waiting?.answer(false);
  const proven = (): void => {
    void queryClient.invalidateQueries(sessionQuery);
    waiting?.answer(true);
  };
  return (
    <Dialog
      open={waiting !== undefined}
      close={cancel}
      title={mustSetUp ? words.setUpTitle : words.proveTitle}
      lead={mustSetUp ? words.setUpLead : words.proveLead}
    >
      {mustSetUp ? (
        <Link to="/security" onClick={cancel} className="text-accent underline">
          {words.setUp}
        </Link>
      ) : (
        <ProveForm proven={proven} cancel={cancel} />
      )}
    </Dialog>
  );
}

function ProveForm({ proven, cancel }: { readonly proven: () => void; readonly cancel: () => void }) {
  const words = useWords(signInWords);
  const parts = useWords(partWords);
  const { second_factor: factor } = useSession();
  const [secret, setSecret] = useState('');
  const isCode = factor.totp;
  const takesSecret = isCode || factor.asked_for !== 'passkey';
  const { mutate, error, isPending } = useMutation({
    mutationFn: (proof: () => Promise<object>) => proof().then((body) => callAuth('prove', body)),
    onSuccess: proven,
  });
  const bySecret = async (): Promise<object> =>
    isCode ? { code: secret.replaceAll(/\s/g, '') } : { password: secret };
  const byPasskey = async (): Promise<object> => ({ passkey: await askPasskey('prove') });
  return (
    <Form label={words.proveTitle} submit={() => mutate(takesSecret ? bySecret : byPasskey)} error={error}>
      {takesSecret && (
        <TextField
          label={isCode ? words.code : words.provePassword}
          {...(isCode && { hint: words.codeHint })}
          type={isCode ? 'text' : 'password'}
          required
          autoComplete={isCode ? 'one-time-code' : 'current-password'}
          dir="ltr"
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
      )}
      <Buttons>
        <Button onClick={cancel}>{parts.cancel}</Button>
        {factor.passkeys > 0 && hasPasskeys() && takesSecret && (
          <Button icon={<KeyRound aria-hidden className="size-4" />} onClick={() => mutate(byPasskey)}>
            {words.usePasskey}
          </Button>
        )}
        <Button type="submit" look="primary" busy={isPending}>
          {takesSecret ? words.prove : words.usePasskey}
        </Button>
      </Buttons>
    </Form>
  );
}
