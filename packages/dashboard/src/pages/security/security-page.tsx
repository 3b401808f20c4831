import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callAuth } from '../../api/auth.ts';
import { queryClient } from '../../api/query-client.ts';
import { frameWords } from '../../frame/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { toast } from '../../parts/toast.tsx';
import { sessionQuery } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { Codes } from './codes.tsx';
import { Passkeys } from './passkeys.tsx';
import { Sessions } from './sessions.tsx';
import { securityWords } from './words.ts';
import { You } from './you.tsx';

/** Who is signed in, and with what they prove it. */
export function SecurityPage() {
  const frame = useWords(frameWords);
  return (
    <>
      <PageHeader title={frame.security} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="space-y-4">
          <You />
          <Password />
        </div>
        <div className="space-y-4">
          <Codes />
          <Passkeys />
          <Sessions />
        </div>
      </div>
    </>
  );
}

function Password() {
  const words = useWords(securityWords);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callAuth('password', { current_password: current, new_password: next }),
    onSuccess() {
      setCurrent('');
      setNext('');
      void queryClient.invalidateQueries(sessionQuery);
      toast(words.changed);
    },
  });
  return (
    <Card title={words.changePassword}>
      <Form label={words.changePassword} submit={() => mutate()} error={error}>
        <p className="text-soft">{words.changeLead}</p>
        <TextField
          label={words.password}
          type="password"
          required
          autoComplete="current-password"
          dir="ltr"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <TextField
          label={words.newPassword}
          hint={words.newPasswordHint}
          type="password"
          required
          minLength={12}
          autoComplete="new-password"
          dir="ltr"
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        <Buttons>
          <Button type="submit" busy={isPending}>
            {words.change}
          </Button>
        </Buttons>
      </Form>
    </Card>
  );
}
