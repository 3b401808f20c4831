import type { Endpoint } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, done as finished } from '../../api/api.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { Form } from '../../parts/form.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { ChangeForm, Secret } from './endpoint-dialogs.tsx';
import { ReplayForm } from './replay-form.tsx';
import { renewWebhooks } from './webhook-queries.ts';
import { webhookWords } from './words.ts';

type Question = 'change' | 'replay' | 'rotate' | 'delete';

interface Props {
  readonly endpoint: Endpoint;
}

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint }: Props) {
  const words = useWords(webhookWords);
  const mayNot = useWhyNot('webhooks:write');
  const [asked, ask] = useState<Question>();
  const titles = { change: words.change, replay: words.replay, rotate: words.rotate, delete: words.deleteTitle };
  const close = (): void => ask(undefined);
  const notSent = endpoint.state === 'disabled' ? words.isDisabled : undefined;
  return (
    <>
      <TestButton endpoint={endpoint} off={mayNot ?? notSent} />
      <Button off={mayNot ?? notSent} onClick={() => ask('replay')}>
        {words.replay}
      </Button>
      <Button off={mayNot} onClick={() => ask('change')}>
        {words.change}
      </Button>
      <ToggleButton endpoint={endpoint} off={mayNot} />
      <Button off={mayNot} onClick={() => ask('rotate')}>
        {words.rotate}
      </Button>
      <Button look="danger" off={mayNot} onClick={() => ask('delete')}>
        {words.delete}
      </Button>
      <Dialog open={asked !== undefined} close={close} title={titles[asked ?? 'change']}>
        {asked === 'change' && <ChangeForm endpoint={endpoint} close={close} />}
        {asked === 'replay' && <ReplayForm endpoint={endpoint} close={close} />}
        {asked === 'rotate' && <RotateForm endpoint={endpoint} close={close} />}
        {asked === 'delete' && <DeleteForm endpoint={endpoint} close={close} />}
      </Dialog>
    </>
  );
}

interface ButtonProps extends Props {
  readonly off: string | undefined;
}

function TestButton({ endpoint: { id }, off }: ButtonProps) {
  const words = useWords(webhookWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, error, isPending } = useChange({
    send: () =>
      answer(api.POST('/webhooks/v1/endpoints/{endpoint_id}/test', { params: { path: { endpoint_id: id } } })),
    done(delivery) {
      renewWebhooks(client);
      toast(words.pinged);
      void navigate({ to: '/webhooks/deliveries/$id', params: { id: delivery.id } });
    },
  });
  return (
    <>
      <Button look="primary" off={off} busy={isPending} onClick={() => mutate(undefined)}>
        {words.test}
      </Button>
      {error ? <RefusalNote error={error} /> : null}
    </>
  );
}

function ToggleButton({ endpoint: { id, state }, off }: ButtonProps) {
  const words = useWords(webhookWords);
  const client = useQueryClient();
  const next = state === 'enabled' ? 'disabled' : 'enabled';
  const { mutate, error, isPending } = useChange({
    send: () =>
      answer(
        api.PATCH('/webhooks/v1/endpoints/{endpoint_id}', {
          params: { path: { endpoint_id: id } },
          body: { state: next },
        }),
      ),
    done() {
      renewWebhooks(client);
      toast(words.changedOne);
    },
  });
  return (
    <>
      <Button off={off} busy={isPending} onClick={() => mutate(undefined)}>
        {next === 'disabled' ? words.disable : words.enable}
      </Button>
      {error ? <RefusalNote error={error} /> : null}
    </>
  );
}

interface FormProps extends Props {
  readonly close: () => void;
}

function RotateForm({ endpoint: { id }, close }: FormProps) {
  const words = useWords(webhookWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [secret, setSecret] = useState<string>();
  const { mutate, error, isPending } = useChange({
    send: () =>
      answer(
        api.POST('/webhooks/v1/endpoints/{endpoint_id}/rotate-secret', {
          params: { path: { endpoint_id: id } },
          body: {},
        }),
      ),
    done(changed) {
      renewWebhooks(client);
      setSecret(changed.secret);
    },
  });
  if (secret !== undefined) return <Secret secret={secret} close={close} />;
  return (
    <Form label={words.rotate} submit={() => mutate(undefined)} error={error}>
      <p className="text-soft">{words.rotateLead}</p>
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.rotateIt}
        </Button>
      </Buttons>
    </Form>
  );
}

function DeleteForm({ endpoint: { id, url }, close }: FormProps) {
  const words = useWords(webhookWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, error, isPending } = useChange({
    send: () => finished(api.DELETE('/webhooks/v1/endpoints/{endpoint_id}', { params: { path: { endpoint_id: id } } })),
    done() {
      toast(words.deletedOne);
      void navigate({ to: '/webhooks' }).then(() => renewWebhooks(client));
    },
  });
  return (
    <Form label={words.deleteTitle} submit={() => mutate(undefined)} error={error}>
      <p className="font-mono text-sm break-all" dir="ltr">
        {url}
      </p>
      <p className="text-soft">{words.deleteLead}</p>
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="danger" busy={isPending}>
          {words.delete}
        </Button>
      </Buttons>
    </Form>
  );
}
