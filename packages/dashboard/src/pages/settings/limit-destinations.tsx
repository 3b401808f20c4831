import { useQuery } from '@tanstack/react-query';
import { CheckField } from '../../parts/field.tsx';
import { masked } from '../../parts/iban-text.ts';
import { useWords } from '../../words/language.ts';
import { destinationsQuery } from '../payouts/payout-queries.ts';
import { clientWords } from './client-words.ts';

interface LimitDestinationsProps {
  /** Null: any. */
  readonly chosen: readonly string[] | null;
  readonly change: (chosen: readonly string[] | null) => void;
}

/** Whom a client may pay: anybody, or those who are ticked. */
export function LimitDestinations({ chosen, change }: LimitDestinationsProps) {
  const words = useWords(clientWords);
  const { data } = useQuery(destinationsQuery);
  const known = data?.content ?? [];
  // What is allowed and is not among the newest stays allowed.
  const others = (chosen ?? []).filter((id) => !known.some((one) => one.id === id));
  const rows = [
    ...known.map(({ id, beneficiary_name: name, iban, account_number: number }) => ({
      id,
      label: `${name} · \u2066${masked(iban ?? number ?? '')}\u2069`,
    })),
    ...others.map((id) => ({ id, label: `\u2066${id}\u2069` })),
  ];
  const toggle = (id: string): void =>
    change(chosen?.includes(id) ? chosen.filter((one) => one !== id) : [...(chosen ?? []), id]);
  return (
    <fieldset className="space-y-2 rounded-md border border-line p-3">
      <legend className="px-1 font-medium">{words.destinations}</legend>
      <CheckField
        label={words.anyDestination}
        checked={chosen === null}
        onChange={(event) => change(event.target.checked ? null : [])}
      />
      {chosen !== null && (
        <div className="max-h-48 space-y-2 overflow-y-auto ps-6">
          {rows.length === 0 && <p className="text-soft">{words.noDestinations}</p>}
          {rows.map(({ id, label }) => (
            <CheckField key={id} label={label} checked={chosen.includes(id)} onChange={() => toggle(id)} />
          ))}
        </div>
      )}
    </fieldset>
  );
}
