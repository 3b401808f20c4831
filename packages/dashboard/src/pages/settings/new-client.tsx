import type { Scope } from '@sarf/contract/scopes';
import type { components } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { partWords } from '../../parts/words.ts';
import { useWords } from '../../words/language.ts';
import { clientWords } from './client-words.ts';
import { ScopeChecks } from './scope-checks.tsx';

type Made = components['schemas']['ApiClientWithSecret'];

/** Makes a client; then shows its secret, once. */
export function NewClient({ close }: { readonly close: () => void }) {
  const words = useWords(clientWords);
  const [made, setMade] = useState<Made>();
  if (!made)
    return (
      <Dialog open close={close} title={words.new} lead={words.newLead}>
        <ClientForm made={setMade} close={close} />
      </Dialog>
    );
  return (
    <Dialog open close={close} title={words.secretTitle} lead={words.secretLead}>
      <div className="space-y-4">
        <CopyField label={words.id} value={made.client.id} />
        <CopyField label={words.secret} value={made.client_secret} />
        <Buttons>
          <Button look="primary" onClick={close}>
            {words.secretDone}
          </Button>
        </Buttons>
      </div>
    </Dialog>
  );
}

function ClientForm({ made, close }: { readonly made: (made: Made) => void; readonly close: () => void }) {
  const words = useWords(clientWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set());
  const { mutate, error, isPending } = useChange({
    send: (body: components['schemas']['ApiClientRequest']) => answer(api.POST('/clients/v1', { body })),
    done(value) {
      void client.invalidateQueries({ queryKey: listKey('client') });
      made(value);
    },
  });
  const submit = (): void => mutate({ name: name.trim(), scopes: [...scopes] });
  return (
    <Form label={words.new} submit={submit} error={error}>
      <TextField
        label={words.name}
        required
        maxLength={100}
        dir="auto"
        error={faultAt(error, 'name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <ScopeChecks chosen={scopes} change={setScopes} />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending} off={scopes.size === 0 ? words.pickScopes : undefined}>
          {words.make}
        </Button>
      </Buttons>
    </Form>
  );
}
