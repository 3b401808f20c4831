import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { callAuth } from '../api/auth.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { useWords } from '../words/language.ts';
import { Door } from './door.tsx';
import { invitationRoute } from './routes.ts';
import { signInWords } from './sign-in-words.ts';

/** Where the link of an invitation leads: a name and a password make a member. */
export function Invitation() {
  const words = useWords(signInWords);
  const { token } = invitationRoute.useSearch();
  const router = useRouter();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callAuth('invitations/accept', { token, name, password }),
    onSuccess: () => router.navigate({ to: '/sign-in' }),
  });
  if (token === undefined)
    return (
      <Door title={words.invitationTitle} lead={words.invitationBroken}>
        {null}
      </Door>
    );
  return (
    <Door title={words.invitationTitle} lead={words.invitationLead}>
      <Form label={words.invitationTitle} submit={() => mutate()} error={error}>
        <TextField
          label={words.name}
          required
          autoComplete="name"
          dir="auto"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={words.newPassword}
          hint={words.newPasswordHint}
          type="password"
          required
          autoComplete="new-password"
          dir="ltr"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" busy={isPending} className="w-full">
          {words.join}
        </Button>
      </Form>
    </Door>
  );
}
