import type { Destination } from '@sarf/sdk';
import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { answer, api } from '../../api/api.ts';
import { Button } from '../../parts/button.tsx';
import { Iban } from '../../parts/iban.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Empty } from '../../parts/states.tsx';
import { useWhyNot } from '../../session/session.ts';
import { codeColumn, textColumn, timeColumn } from '../../table/column-kinds.tsx';
import type { Column } from '../../table/columns.ts';
import { DataTable } from '../../table/data-table.tsx';
import { useList } from '../../table/use-list.ts';
import { useWords } from '../../words/language.ts';
import { destinationWords } from './words.ts';

const everything = {};

/** The destinations, newest first. */
export function DestinationList() {
  const words = useWords(destinationWords);
  const navigate = useNavigate();
  const list = useList('destination', everything, (after, signal) =>
    answer(
      api.GET('/payouts/v1/payment/destinations', {
        params: { query: { after, page_size: 100 } },
        signal: signal ?? null,
      }),
    ),
  );
  return (
    <>
      <PageHeader
        title={words.title}
        actions={
          <Button
            look="primary"
            icon={<Plus aria-hidden className="size-4" />}
            off={useWhyNot('destinations:write')}
            onClick={() => void navigate({ to: '/destinations/new' })}
          >
            {words.new}
          </Button>
        }
      />
      <DataTable
        name="destinations"
        label={words.title}
        columns={useColumns()}
        list={list}
        empty={<Empty title={words.empty}>{words.emptyHint}</Empty>}
      />
    </>
  );
}

const accountOf = ({ iban, account_number: number }: Destination): string => iban ?? number ?? '';

function useColumns(): readonly Column<Destination>[] {
  const words = useWords(destinationWords);
  return useMemo(
    () => [
      {
        id: 'beneficiary_name',
        header: words.name,
        width: 1.5,
        onNarrow: true,
        cell: ({ id, beneficiary_name: name }) => (
          <Link to="/destinations/$id" params={{ id }} className="rounded font-medium text-accent hover:underline">
            <bdi>{name}</bdi>
          </Link>
        ),
        csv: ({ beneficiary_name: name }) => name,
      },
      {
        id: 'account',
        header: words.account,
        width: 2,
        cell: (destination) => <Iban account={accountOf(destination)} />,
        csv: accountOf,
      },
      {
        id: 'bank_code',
        header: words.bankCode,
        width: 0.8,
        cell: ({ bank_code: code }) => <bdi dir="ltr">{code ?? ''}</bdi>,
        csv: ({ bank_code: code }) => code ?? '',
      },
      textColumn('country', words.country, ({ country }) => country, { width: 0.6, onNarrow: true }),
      textColumn('currency', words.currency, ({ currency }) => currency, { width: 0.7, onNarrow: true }),
      timeColumn('created_at', words.created, ({ created_at: at }) => at, { width: 1.2 }),
      codeColumn('id', words.id, ({ id }) => id, { width: 1.8, hidden: true }),
    ],
    [words],
  );
}
