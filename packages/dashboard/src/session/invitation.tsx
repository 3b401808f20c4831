import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { callAuth } from '../api/auth.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { useWords } from '../words/language.ts';
import { Door } from './door.tsx';
import { signInWords } from './sign-in-words.ts';

/** Where the link of an invitation leads: a name and a password make a member. */
export function Invitation() {
  const words = useWords(signInWords);
  const token = useToken();
  const router = useRouter();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callAuth('accept-invitation', { token, name, password }),
    onSuccess: () => router.navigate({ to: '/sign-in' }),
  });
  if (token === null)
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

/** The secret of the link. It stands where browsers keep it to themselves, and is taken out of sight. */
function useToken(): string | null {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token'));
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);
  return token;
}
