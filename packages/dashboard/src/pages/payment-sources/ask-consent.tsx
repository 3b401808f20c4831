import type { Consent, ConsentRequest } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey, partKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { type ConsentForm, consentRequestOf, emptyConsentForm, isPeriod, periods } from './consent-form.ts';
import { sourceWords } from './words.ts';

/** The button that asks a customer for a consent, and its form. */
export function AskConsent({ customerId }: { readonly customerId: string }) {
  const words = useWords(sourceWords);
  const [isOpen, open] = useState(false);
  return (
    <>
      <Button
        look="primary"
        icon={<Plus aria-hidden className="size-4" />}
        off={useWhyNot('consents:write')}
        onClick={() => open(true)}
      >
        {words.askConsent}
      </Button>
      <Dialog open={isOpen} close={() => open(false)} title={words.askConsent} lead={words.askLead}>
        <AskForm customerId={customerId} close={() => open(false)} />
      </Dialog>
    </>
  );
}

function useAsk(close: () => void) {
  const words = useWords(sourceWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  return useChange({
    send: (body: ConsentRequest) => answer(api.POST('/consents/v1/account-on-file', { body })),
    done(consent: Consent) {
      client.setQueryData(objectKey('consent', consent.id), consent);
      void client.invalidateQueries({ queryKey: listKey('consent') });
      void client.invalidateQueries({ queryKey: partKey('consent', consent.customer_id, 'of customer') });
      toast(words.askedOne);
      close();
      void navigate({ to: '/payment-sources/$id', params: { id: consent.id } });
    },
  });
}

function AskForm({ customerId, close }: { readonly customerId: string; readonly close: () => void }) {
  const words = useWords(sourceWords);
  const parts = useWords(partWords);
  const [form, setForm] = useState<ConsentForm>(emptyConsentForm);
  const { mutate, error, isPending } = useAsk(close);
  const set = (more: Partial<ConsentForm>): void => setForm({ ...form, ...more });
  return (
    <Form label={words.askConsent} submit={() => mutate(consentRequestOf(customerId, form))} error={error}>
      <TextField
        label={words.currency}
        required
        maxLength={3}
        dir="ltr"
        error={faultAt(error, 'currency')}
        value={form.currency}
        onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
      />
      <LimitFields form={form} set={set} error={error} />
      <TextField
        label={words.reference}
        hint={words.referenceHint}
        maxLength={64}
        dir="auto"
        error={faultAt(error, 'reference')}
        value={form.reference}
        onChange={(event) => set({ reference: event.target.value })}
      />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.ask}
        </Button>
      </Buttons>
    </Form>
  );
}

interface LimitFieldsProps {
  readonly form: ConsentForm;
  readonly set: (more: Partial<ConsentForm>) => void;
  readonly error: unknown;
}

/** The limits that are asked for most; the API has more. */
function LimitFields({ form, set, error }: LimitFieldsProps) {
  const words = useWords(sourceWords);
  const number = (name: 'one' | 'all' | 'count' | 'period', label: string, path: string) => (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      dir="ltr"
      error={faultAt(error, `control_parameters.${path}`)}
      value={form[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 font-medium">{words.limits}</legend>
      {number('one', words.limitNames('one'), 'max_individual_amount')}
      {number('all', words.limitNames('amount'), 'max_cumulative_amount')}
      {number('count', words.limitNames('count'), 'max_cumulative_number_of_payments')}
      <SelectField
        label={words.periodOf}
        value={form.periodType}
        onChange={({ target: { value } }) => set({ periodType: isPeriod(value) ? value : '' })}
      >
        <option value="">{words.noPeriod}</option>
        {periods.map((one) => (
          <option key={one} value={one}>
            {words.periodName(one)}
          </option>
        ))}
      </SelectField>
      {form.periodType !== '' &&
        number('period', words.limitNames('periodAmount', form.periodType), 'max_cumulative_amount_per_period')}
    </fieldset>
  );
}
