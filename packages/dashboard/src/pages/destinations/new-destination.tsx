import type { Destination, DestinationRequest } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Crumbs } from '../../frame/crumbs.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { toast } from '../../parts/toast.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { type DestinationForm, emptyForm, requestOf } from './destination-form.ts';
import { destinationWords } from './words.ts';

/** Registers an account that payouts can go to. */
export function NewDestination() {
  const words = useWords(destinationWords);
  const [form, setForm] = useState<DestinationForm>(emptyForm);
  const change = useAdd();
  const set = (more: Partial<DestinationForm>): void => setForm({ ...form, ...more });
  const text = (name: Exclude<keyof DestinationForm, 'by'>, path: string) => ({
    error: faultAt(change.error, path),
    value: form[name],
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <>
      <Crumbs above={[{ to: '/destinations', title: words.title }]} here={words.newTitle} />
      <PageHeader title={words.newTitle} lead={words.newLead} />
      <div className="max-w-2xl">
        <Card title={words.one}>
          <Form label={words.newTitle} submit={() => change.mutate(requestOf(form))} error={change.error}>
            <TextField
              label={words.name}
              hint={words.nameHint}
              required
              maxLength={140}
              dir="auto"
              {...text('name', 'beneficiary_name')}
            />
            <SelectField
              label={words.how}
              value={form.by}
              onChange={(event) => set({ by: event.target.value === 'number' ? 'number' : 'iban' })}
            >
              <option value="iban">{words.byIban}</option>
              <option value="number">{words.byNumber}</option>
            </SelectField>
            {form.by === 'iban' ? (
              <TextField
                label={words.iban}
                hint={words.ibanHint}
                required
                maxLength={64}
                dir="ltr"
                spellCheck={false}
                className="font-mono"
                {...text('iban', 'iban')}
              />
            ) : (
              <ByNumber text={text} />
            )}
            <TextField
              label={words.currency}
              hint={words.currencyHint}
              maxLength={3}
              dir="ltr"
              {...text('currency', 'currency')}
            />
            <Buttons>
              <Button type="submit" look="primary" busy={change.isPending} off={useWhyNot('destinations:write')}>
                {words.add}
              </Button>
            </Buttons>
          </Form>
        </Card>
      </div>
    </>
  );
}

interface ByNumberProps {
  readonly text: (
    name: 'accountNumber' | 'bankCode' | 'country',
    path: string,
  ) => Pick<Parameters<typeof TextField>[0], 'error' | 'value' | 'onChange'>;
}

function ByNumber({ text }: ByNumberProps) {
  const words = useWords(destinationWords);
  return (
    <>
      <TextField
        label={words.accountNumber}
        required
        maxLength={34}
        dir="ltr"
        spellCheck={false}
        className="font-mono"
        {...text('accountNumber', 'account_number')}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label={words.bankCode}
          hint={words.bankCodeHint}
          required
          maxLength={35}
          dir="ltr"
          {...text('bankCode', 'bank_code')}
        />
        <TextField
          label={words.country}
          hint={words.countryHint}
          required
          maxLength={3}
          dir="ltr"
          {...text('country', 'country')}
        />
      </div>
    </>
  );
}

function useAdd() {
  const words = useWords(destinationWords);
  const navigate = useNavigate();
  const client = useQueryClient();
  return useChange({
    // The same details again are the same destination, so it needs no key.
    send: (body: DestinationRequest) => answer(api.POST('/payouts/v1/payment/destinations', { body })),
    done(destination: Destination) {
      client.setQueryData(objectKey('destination', destination.id), destination);
      void client.invalidateQueries({ queryKey: listKey('destination') });
      toast(words.added);
      void navigate({ to: '/destinations/$id', params: { id: destination.id } });
    },
  });
}
