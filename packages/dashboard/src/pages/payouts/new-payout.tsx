import type { Destination, Payout, PayoutRequest } from '@sarf/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey } from '../../api/keys.ts';
import { isRefused } from '../../api/refused.ts';
import { useChange } from '../../api/use-change.ts';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { ComboboxField } from '../../parts/combobox-field.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { toast } from '../../parts/toast.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { choiceOf, findDestinations, foundKey } from './find-destinations.tsx';
import { emptyForm, type PayoutForm, requestOf } from './payout-form.ts';
import { PayoutPreview } from './payout-preview.tsx';
import { accountsQuery, destinationQuery } from './payout-queries.ts';
import { newPayoutRoute } from './routes.ts';
import { payoutWords } from './words.ts';

/** A form for a payout, and beside it what would happen. */
export function NewPayout() {
  const words = useWords(payoutWords);
  const { destination_id: destinationId = '' } = newPayoutRoute.useSearch();
  const [typed, setForm] = useState<PayoutForm>({ ...emptyForm, destinationId });
  const { data: destination } = useQuery({
    ...destinationQuery(typed.destinationId),
    enabled: typed.destinationId !== '',
  });
  const change = useCreate();
  const form = { ...typed, currency: typed.currency || (destination?.currency ?? '') };
  const set = (more: Partial<PayoutForm>): void => setForm({ ...form, ...more });
  const request = requestOf(form);
  return (
    <>
      <Crumbs above={[{ to: '/payouts', title: words.title }]} here={words.newTitle} />
      <PageHeader title={words.newTitle} lead={words.newLead} />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title={words.one}>
          <Form label={words.newTitle} submit={() => request && change.mutate(request)} error={change.error}>
            <Whom destination={destination} form={form} set={set} error={change.error} />
            <What form={form} set={set} error={change.error} />
            {(form.allowDuplicate || isRefused(change.error, 'POSSIBLE_DUPLICATE')) && (
              <CheckField
                label={words.allowDuplicate}
                checked={form.allowDuplicate}
                onChange={(event) => set({ allowDuplicate: event.target.checked })}
              />
            )}
            <Buttons>
              <Button type="submit" look="primary" busy={change.isPending} off={useWhyNot('payouts:write')}>
                {words.create}
              </Button>
            </Buttons>
          </Form>
        </Card>
        <Card title={words.preview}>
          <PayoutPreview request={request} />
        </Card>
      </div>
    </>
  );
}

function useCreate() {
  const words = useWords(payoutWords);
  const navigate = useNavigate();
  const client = useQueryClient();
  return useChange({
    send: (body: PayoutRequest, key) =>
      answer(api.POST('/payouts/v1/payment', { body, params: { header: { 'idempotency-key': key } } })),
    done(payout: Payout) {
      client.setQueryData(objectKey('payout', payout.id), payout);
      void client.invalidateQueries({ queryKey: listKey('payout') });
      toast(words.createdOne);
      void navigate({ to: '/payouts/$id', params: { id: payout.id } });
    },
  });
}

interface PartProps {
  readonly form: PayoutForm;
  readonly set: (more: Partial<PayoutForm>) => void;
  readonly error: unknown;
}

function Whom({ destination, form, set, error }: PartProps & { readonly destination: Destination | undefined }) {
  const words = useWords(payoutWords);
  const chosen = destination && form.destinationId !== '' ? choiceOf(destination) : undefined;
  return (
    <div className="space-y-1">
      <ComboboxField
        label={words.destination}
        required
        hint={words.destinationHint}
        error={faultAt(error, 'destination_id')}
        queryKey={foundKey}
        find={findDestinations}
        chosen={chosen}
        choose={(choice) =>
          set({ destinationId: choice?.id ?? '', currency: choice?.currency ?? form.currency, accountId: '' })
        }
      />
      {chosen && <p className="text-xs">{chosen.detail}</p>}
    </div>
  );
}

function What({ form, set, error }: PartProps) {
  const words = useWords(payoutWords);
  const accounts = useQuery(accountsQuery);
  const currencies = [...new Set(accounts.data?.content.map(({ currency }) => currency))];
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
        <TextField
          label={words.amount}
          required
          inputMode="decimal"
          autoComplete="off"
          dir="ltr"
          error={faultAt(error, 'amount')}
          value={form.amount}
          onChange={(event) => set({ amount: event.target.value })}
          className="figure"
        />
        <SelectField
          label={words.currency}
          required
          error={faultAt(error, 'currency')}
          value={form.currency}
          onChange={(event) => set({ currency: event.target.value, accountId: '' })}
        >
          <option value="" />
          {currencies.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </SelectField>
      </div>
      <SelectField
        label={words.account}
        error={faultAt(error, 'payout_account_id')}
        value={form.accountId}
        onChange={(event) => set({ accountId: event.target.value })}
      >
        <option value="">{words.defaultAccount}</option>
        {accounts.data?.content
          .filter(({ currency }) => currency === form.currency)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </SelectField>
      <TextField
        label={words.reference}
        hint={words.referenceHint}
        maxLength={64}
        dir="auto"
        error={faultAt(error, 'reference')}
        value={form.reference}
        onChange={(event) => set({ reference: event.target.value })}
      />
      <TextField
        label={words.description}
        hint={words.descriptionHint}
        maxLength={140}
        dir="auto"
        error={faultAt(error, 'description')}
        value={form.description}
        onChange={(event) => set({ description: event.target.value })}
      />
    </>
  );
}
