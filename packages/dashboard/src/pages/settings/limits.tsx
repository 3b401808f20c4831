import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, done } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { CheckField, TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Arriving } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { clientWords } from './client-words.ts';
import { LimitAmounts } from './limit-amounts.tsx';
import { LimitDestinations } from './limit-destinations.tsx';
import { formOf, requestOf } from './limits-form.ts';
import { type AgentLimits, type ApiClient, type LimitsRequest, limitsQuery } from './settings-queries.ts';

/** What keeps a client within bounds, and how much of it is used. */
export function Limits({ client }: { readonly client: ApiClient }) {
  const words = useWords(clientWords);
  const { data, error, refetch, dataUpdatedAt } = useQuery({ ...limitsQuery(client.id), refetchOnMount: 'always' });
  return (
    <Card title={words.limits}>
      <p className="mb-4 text-soft">
        {words.limitsLead} {data?.limited === false && words.notLimited}
      </p>
      {!data && <Arriving error={error} retry={() => void refetch()} />}
      {data && <LimitsEditor key={dataUpdatedAt} id={client.id} limits={data} />}
    </Card>
  );
}

function useLimitChanges(id: string) {
  const words = useWords(clientWords);
  const client = useQueryClient();
  const save = useChange({
    send: (body: LimitsRequest) =>
      answer(api.PUT('/clients/v1/{client_id}/limits', { body, params: { path: { client_id: id } } })),
    done(saved) {
      client.setQueryData(limitsQuery(id).queryKey, saved);
      void client.invalidateQueries({ queryKey: listKey('client') });
      toast(words.saved);
    },
  });
  const remove = useChange({
    send: (_nothing: undefined) =>
      done(api.DELETE('/clients/v1/{client_id}/limits', { params: { path: { client_id: id } } })),
    done() {
      void client.invalidateQueries({ queryKey: limitsQuery(id).queryKey });
      void client.invalidateQueries({ queryKey: listKey('client') });
      toast(words.takenAway);
    },
  });
  return { save, remove };
}

function LimitsEditor({ id, limits }: { readonly id: string; readonly limits: AgentLimits }) {
  const words = useWords(clientWords);
  const mayNotWrite = useWhyNot('clients:write');
  const [form, setForm] = useState(() => formOf(limits));
  const { save, remove } = useLimitChanges(id);
  const request = requestOf(form);
  const max = limits.max_count_per_hour;
  const used = max === null ? words.usedHourOpen(limits.count_this_hour) : words.usedHour(limits.count_this_hour, max);
  return (
    <Form label={words.limits} submit={() => request && save.mutate(request)} error={save.error} className="gap-5">
      <CheckField
        label={words.readOnly}
        hint={words.readOnlyHint}
        checked={form.readOnly}
        onChange={(event) => setForm({ ...form, readOnly: event.target.checked })}
      />
      <CheckField
        label={words.needsApproval}
        hint={words.needsApprovalHint}
        checked={form.needsApproval}
        onChange={(event) => setForm({ ...form, needsApproval: event.target.checked })}
      />
      <TextField
        label={words.perHour}
        hint={`${words.noLimit} ${used}`}
        inputMode="numeric"
        autoComplete="off"
        dir="ltr"
        error={faultAt(save.error, 'max_count_per_hour')}
        value={form.perHour}
        onChange={(event) => setForm({ ...form, perHour: event.target.value })}
      />
      <LimitAmounts limits={limits} rows={form.amounts} change={(amounts) => setForm({ ...form, amounts })} />
      <LimitDestinations chosen={form.destinations} change={(destinations) => setForm({ ...form, destinations })} />
      {remove.error && <RefusalNote error={remove.error} />}
      <Buttons>
        {limits.limited && (
          <Button off={mayNotWrite} busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {words.takeAway}
          </Button>
        )}
        <Button
          type="submit"
          look="primary"
          busy={save.isPending}
          off={mayNotWrite ?? (request ? undefined : words.broken)}
        >
          {words.save}
        </Button>
      </Buttons>
    </Form>
  );
}
