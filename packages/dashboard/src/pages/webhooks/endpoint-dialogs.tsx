import type { Endpoint, EndpointWithSecret } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy, Plus } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { Form } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { EndpointFields } from './endpoint-fields.tsx';
import { type EndpointForm, emptyEndpointForm, endpointRequestOf, formOf } from './endpoint-form.ts';
import { renewWebhooks } from './webhook-queries.ts';
import { webhookWords } from './words.ts';

/** The button that adds an endpoint, its form, and then its secret, this once. */
export function NewEndpoint() {
  const words = useWords(webhookWords);
  const navigate = useNavigate();
  const [isOpen, open] = useState(false);
  const [made, setMade] = useState<EndpointWithSecret>();
  const leave = (): void => {
    open(false);
    setMade(undefined);
    if (made) void navigate({ to: '/webhooks/$id', params: { id: made.id } });
  };
  return (
    <>
      <Button
        look="primary"
        icon={<Plus aria-hidden className="size-4" />}
        off={useWhyNot('webhooks:write')}
        onClick={() => open(true)}
      >
        {words.add}
      </Button>
      <Dialog open={isOpen} close={leave} title={made ? words.secretTitle : words.add}>
        {made ? <Secret secret={made.secret} close={leave} /> : <AddForm done={setMade} close={leave} />}
      </Dialog>
    </>
  );
}

function AddForm({ done, close }: { readonly done: (made: EndpointWithSecret) => void; readonly close: () => void }) {
  const words = useWords(webhookWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [form, setForm] = useState<EndpointForm>(emptyEndpointForm);
  const { mutate, error, isPending } = useChange({
    send: (now: EndpointForm) => answer(api.POST('/webhooks/v1/endpoints', { body: endpointRequestOf(now) })),
    done(made) {
      renewWebhooks(client);
      done(made);
    },
  });
  return (
    <Form label={words.add} submit={() => mutate(form)} error={error}>
      <EndpointFields form={form} set={(more) => setForm({ ...form, ...more })} error={error} />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.addIt}
        </Button>
      </Buttons>
    </Form>
  );
}

/** A secret, shown this once: it is in nothing that is kept. */
export function Secret({ secret, close }: { readonly secret: string; readonly close: () => void }) {
  const words = useWords(webhookWords);
  const parts = useWords(partWords);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret);
    toast(parts.copied);
  };
  return (
    <div className="space-y-4">
      <p className="text-soft">{words.secretLead}</p>
      <output aria-label={words.secret} dir="ltr" className="block rounded bg-sunken p-3 font-mono text-sm break-all">
        {secret}
      </output>
      <Buttons>
        <Button icon={<Copy aria-hidden className="size-4" />} onClick={() => void copy()}>
          {parts.copy}
        </Button>
        <Button look="primary" onClick={close}>
          {words.savedIt}
        </Button>
      </Buttons>
    </div>
  );
}

/** The form that changes an endpoint. */
export function ChangeForm({ endpoint, close }: { readonly endpoint: Endpoint; readonly close: () => void }) {
  const words = useWords(webhookWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [form, setForm] = useState<EndpointForm>(() => formOf(endpoint));
  const { mutate, error, isPending } = useChange({
    send: (now: EndpointForm) =>
      answer(
        api.PATCH('/webhooks/v1/endpoints/{endpoint_id}', {
          params: { path: { endpoint_id: endpoint.id } },
          body: endpointRequestOf(now),
        }),
      ),
    done() {
      renewWebhooks(client);
      toast(words.changedOne);
      close();
    },
  });
  return (
    <Form label={words.change} submit={() => mutate(form)} error={error}>
      <EndpointFields form={form} set={(more) => setForm({ ...form, ...more })} error={error} />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.save}
        </Button>
      </Buttons>
    </Form>
  );
}
