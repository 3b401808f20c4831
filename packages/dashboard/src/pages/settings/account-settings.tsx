import type { components, PayoutAccount } from '@sarf/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { useChange } from '../../api/use-change.ts';
import { Amount } from '../../parts/amount.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { CheckField, TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { Iban } from '../../parts/iban.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Arriving } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { accountsQuery } from '../payouts/payout-queries.ts';
import { settingsWords } from './words.ts';

/** From which accounts payouts are paid. */
export function AccountSettings() {
  const words = useWords(settingsWords);
  const [changed, change] = useState<PayoutAccount>();
  const { data, error, refetch } = useQuery(accountsQuery);
  return (
    <Card title={words.accounts}>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={4} />}
      {data?.content.length === 0 && <p className="text-soft">{words.noAccounts}</p>}
      {data && data.content.length > 0 && <AccountTable accounts={data.content} change={change} />}
      {changed && <AccountDialog account={changed} close={() => change(undefined)} />}
    </Card>
  );
}

interface AccountTableProps {
  readonly accounts: readonly PayoutAccount[];
  readonly change: (account: PayoutAccount) => void;
}

function AccountTable({ accounts, change }: AccountTableProps) {
  const words = useWords(settingsWords);
  const mayNotWrite = useWhyNot('accounts:write');
  return (
    <PlainTable
      label={words.accounts}
      rows={accounts}
      idOf={({ id }) => id}
      columns={[
        {
          id: 'account',
          header: words.account,
          cell: ({ name, iban, is_default: isDefault }) => (
            <>
              <span className="flex flex-wrap items-center gap-2">
                <bdi className="font-medium">{name}</bdi>
                {isDefault && <Badge look="note">{words.isDefault}</Badge>}
              </span>
              <div className="max-sm:hidden">
                <Iban account={iban} />
              </div>
            </>
          ),
        },
        {
          id: 'available',
          header: words.available,
          isNumber: true,
          cell: ({ available, currency }) => <Amount amount={available} currency={currency} />,
        },
        {
          id: 'binding',
          header: words.binding,
          onlyWide: true,
          cell: ({ balance_binding: binds }) => (binds ? words.bindingOn : words.bindingOff),
        },
        {
          id: 'actions',
          header: <span className="sr-only">{words.actions}</span>,
          isNumber: true,
          cell: (account) => (
            <Button off={mayNotWrite} aria-label={words.changeOf(account.name)} onClick={() => change(account)}>
              {words.change}
            </Button>
          ),
        },
      ]}
    />
  );
}

function AccountDialog({ account, close }: { readonly account: PayoutAccount; readonly close: () => void }) {
  const words = useWords(settingsWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [name, setName] = useState(account.name);
  const [isDefault, setDefault] = useState(account.is_default);
  const [binds, setBinds] = useState(account.balance_binding);
  const { mutate, error, isPending } = useChange({
    send: (body: components['schemas']['PayoutAccountChange']) =>
      answer(
        api.PATCH('/payouts/v1/accounts/{payout_account_id}', {
          body,
          params: { path: { payout_account_id: account.id } },
        }),
      ),
    done(saved) {
      client.setQueryData(accountsQuery.queryKey, saved);
      toast(words.saved);
      close();
    },
  });
  const title = words.changeOf(account.name);
  const submit = (): void =>
    mutate({ name: name.trim(), balance_binding: binds, ...(isDefault && { is_default: true }) });
  return (
    <Dialog open close={close} title={title}>
      <Form label={title} submit={submit} error={error}>
        <TextField
          label={words.name}
          required
          maxLength={100}
          dir="auto"
          error={faultAt(error, 'name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <CheckField
          label={words.isDefault}
          hint={words.defaultHint}
          disabled={account.is_default}
          checked={isDefault}
          onChange={(event) => setDefault(event.target.checked)}
        />
        <CheckField
          label={words.binding}
          hint={words.bindingHint}
          checked={binds}
          onChange={(event) => setBinds(event.target.checked)}
        />
        <Buttons>
          <Button onClick={close}>{parts.cancel}</Button>
          <Button type="submit" look="primary" busy={isPending}>
            {words.save}
          </Button>
        </Buttons>
      </Form>
    </Dialog>
  );
}
