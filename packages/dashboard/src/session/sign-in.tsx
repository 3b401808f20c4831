import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { callAuth, says } from '../api/auth.ts';
import { queryClient } from '../api/query-client.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { BASE } from '../url/base.ts';
import { useWords } from '../words/language.ts';
import { Door } from './door.tsx';
import { askPasskey, hasPasskeys } from './passkey.ts';
import { signInRoute } from './routes.ts';
import { signInWords } from './sign-in-words.ts';

/** Where one signs in, and goes back to where one was. */
export function SignIn() {
  const words = useWords(signInWords);
  const [needsCode, setNeedsCode] = useState(false);
  const router = useRouter();
  const { back } = signInRoute.useSearch();
  const enter = (): void => {
    queryClient.clear();
    router.history.push(`${BASE}${back ?? '/'}`);
  };
  if (needsCode) {
    return (
      <Door title={words.codeTitle} lead={words.codeLead}>
        <CodeForm entered={enter} back={() => setNeedsCode(false)} />
      </Door>
    );
  }
  return (
    <Door title={words.title}>
      <PasswordForm entered={enter} needsCode={() => setNeedsCode(true)} />
      {hasPasskeys() && <PasskeyButton entered={enter} />}
    </Door>
  );
}

function PasswordForm({ entered, needsCode }: { readonly entered: () => void; readonly needsCode: () => void }) {
  const words = useWords(signInWords);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callAuth('sign-in', { email, password }),
    onSuccess: (said) => (says(said, 'signed_in') ? entered() : needsCode()),
  });
  return (
    <Form label={words.title} submit={() => mutate()} error={error}>
      <TextField
        label={words.email}
        type="email"
        required
        autoComplete="username webauthn"
        dir="ltr"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={words.password}
        type="password"
        required
        autoComplete="current-password"
        dir="ltr"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" look="primary" busy={isPending} className="w-full">
        {words.signIn}
      </Button>
    </Form>
  );
}

function PasskeyButton({ entered }: { readonly entered: () => void }) {
  const words = useWords(signInWords);
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => callAuth('sign-in/passkey', { response: await askPasskey('sign-in') }),
    onSuccess: entered,
  });
  return (
    <Form label={words.withPasskey} submit={() => mutate()} error={error}>
      <Button type="submit" busy={isPending} className="w-full" icon={<KeyRound aria-hidden className="size-4" />}>
        {words.withPasskey}
      </Button>
    </Form>
  );
}

function CodeForm({ entered, back }: { readonly entered: () => void; readonly back: () => void }) {
  const words = useWords(signInWords);
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => {
      const plain = code.replaceAll(/\s/g, '');
      return callAuth(/^\d{6}$/.test(plain) ? 'sign-in/totp' : 'sign-in/backup-code', { code: plain });
    },
    onSuccess: entered,
  });
  return (
    <Form label={words.codeTitle} submit={() => mutate()} error={error}>
      <TextField
        label={words.code}
        hint={words.codeHint}
        required
        autoComplete="one-time-code"
        dir="ltr"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" look="primary" busy={isPending} className="w-full">
        {words.signIn}
      </Button>
      <Button look="quiet" className="w-full" onClick={back}>
        {words.back}
      </Button>
    </Form>
  );
}
