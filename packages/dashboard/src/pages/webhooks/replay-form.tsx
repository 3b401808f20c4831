import type { Endpoint } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { dayEdge } from '../../url/search.ts';
import { useWords } from '../../words/language.ts';
import { renewWebhooks } from './webhook-queries.ts';
import { webhookWords } from './words.ts';

interface ReplayFormProps {
  readonly endpoint: Endpoint;
  readonly close: () => void;
}

/** Sends an endpoint all the events of some days again, those that arrived already too. */
export function ReplayForm({ endpoint: { id }, close }: ReplayFormProps) {
  const words = useWords(webhookWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [days, setDays] = useState({ from: '', to: '' });
  const { mutate, error, isPending } = useChange({
    send: (body: { readonly from: string; readonly to: string }) =>
      answer(api.POST('/webhooks/v1/endpoints/{endpoint_id}/replay', { params: { path: { endpoint_id: id } }, body })),
    done({ deliveries }) {
      renewWebhooks(client);
      toast(words.replayedMany(deliveries));
      close();
    },
  });
  const submit = (): void => {
    const [from, to] = [dayEdge(days.from || undefined, 'start'), dayEdge(days.to || undefined, 'next')];
    if (from !== undefined && to !== undefined) mutate({ from, to });
  };
  return (
    <Form label={words.replay} submit={submit} error={error}>
      <p className="text-soft">{words.replayLead}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={words.firstDay}
          type="date"
          required
          error={faultAt(error, 'from')}
          value={days.from}
          onChange={(event) => setDays({ ...days, from: event.target.value })}
        />
        <TextField
          label={words.lastDay}
          type="date"
          required
          error={faultAt(error, 'to')}
          value={days.to}
          onChange={(event) => setDays({ ...days, to: event.target.value })}
        />
      </div>
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.sendAgain}
        </Button>
      </Buttons>
    </Form>
  );
}
