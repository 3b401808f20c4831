import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callAuth } from '../../api/auth.ts';
import { queryClient } from '../../api/query-client.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { toast } from '../../parts/toast.tsx';
import { hasPasskeys } from '../../session/passkey.ts';
import { sessionQuery } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { makePasskey } from './make-passkey.ts';
import { type Passkey, passkeysIn } from './set-up-answers.ts';
import { securityWords } from './words.ts';

const passkeysQuery = queryOptions({
  queryKey: ['session', 'passkeys'],
  queryFn: async () => passkeysIn(await callAuth('passkeys')),
});

/** Reads what changed again, the session among it. */
const reread = (): Promise<unknown> =>
  Promise.all([queryClient.invalidateQueries(passkeysQuery), queryClient.invalidateQueries(sessionQuery)]);

/** The passkeys of whoever is signed in. */
export function Passkeys() {
  const words = useWords(securityWords);
  const { data, error, refetch } = useQuery(passkeysQuery);
  return (
    <Card title={words.passkeys}>
      <div className="space-y-3">
        <p className="text-soft">{words.passkeysLead}</p>
        {!data && <Arriving error={error} retry={() => void refetch()} rows={2} />}
        {data?.length === 0 && <p>{words.noPasskeys}</p>}
        {data && data.length > 0 && <PasskeyList passkeys={data} />}
        {hasPasskeys() ? <AddPasskey /> : <p className="text-xs text-soft">{words.noPasskeysHere}</p>}
      </div>
    </Card>
  );
}

function PasskeyList({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const words = useWords(securityWords);
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: (id: string) => callAuth(`passkeys/${encodeURIComponent(id)}`, {}, 'DELETE'),
    async onSuccess() {
      await reread();
      toast(words.passkeyRemoved);
    },
  });
  return (
    <>
      <ul className="divide-y divide-line">
        {passkeys.map(({ id, name, createdAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <span>
              <bdi className="font-medium">{name ?? words.unnamed}</bdi>{' '}
              {createdAt !== null && (
                <span className="text-xs text-soft">
                  {words.added} <Time at={createdAt} />
                </span>
              )}
            </span>
            <Button
              aria-label={words.removePasskey(name ?? words.unnamed)}
              busy={isPending && variables === id}
              onClick={() => mutate(id)}
            >
              {words.removeIt}
            </Button>
          </li>
        ))}
      </ul>
      {error && <RefusalNote error={error} />}
    </>
  );
}

function AddPasskey() {
  const words = useWords(securityWords);
  const [name, setName] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => callAuth('passkeys', { name: name.trim(), response: await makePasskey() }),
    async onSuccess() {
      setName('');
      await reread();
      toast(words.passkeyAdded);
    },
  });
  return (
    <Form label={words.addPasskey} submit={() => mutate()} error={error}>
      <TextField
        label={words.passkeyName}
        required
        maxLength={100}
        dir="auto"
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Buttons>
        <Button type="submit" busy={isPending}>
          {words.addPasskey}
        </Button>
      </Buttons>
    </Form>
  );
}
