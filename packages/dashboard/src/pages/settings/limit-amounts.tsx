import { Plus, X } from 'lucide-react';
import { newKey } from '../../api/use-change.ts';
import { Amount } from '../../parts/amount.tsx';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { useWords } from '../../words/language.ts';
import { clientWords } from './client-words.ts';
import type { AmountRow } from './limits-form.ts';
import type { AgentLimits } from './settings-queries.ts';

interface LimitAmountsProps {
  readonly limits: AgentLimits;
  readonly rows: readonly AmountRow[];
  readonly change: (rows: readonly AmountRow[]) => void;
}

/** The most that a client may ask for in each currency, and what of it is used and left. */
export function LimitAmounts({ limits, rows, change }: LimitAmountsProps) {
  const words = useWords(clientWords);
  return (
    <fieldset className="space-y-3 rounded-md border border-line p-3">
      <legend className="px-1 font-medium">{words.amounts}</legend>
      <p className="-mt-1 text-xs text-soft">{words.amountsHint}</p>
      {rows.map((row, at) => (
        <LimitRow
          key={row.id}
          row={row}
          known={limits.amounts.find(({ currency }) => currency === row.currency)}
          change={(next) => change(rows.with(at, next))}
          remove={() => change(rows.toSpliced(at, 1))}
        />
      ))}
      <Button
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => change([...rows, { id: newKey(), currency: '', perPayout: '', perDay: '' }])}
      >
        {words.addCurrency}
      </Button>
    </fieldset>
  );
}

interface LimitRowProps {
  readonly row: AmountRow;
  readonly known: AgentLimits['amounts'][number] | undefined;
  readonly change: (row: AmountRow) => void;
  readonly remove: () => void;
}

function LimitRow({ row, known, change, remove }: LimitRowProps) {
  const words = useWords(clientWords);
  const field = (name: Exclude<keyof AmountRow, 'id'>, label: string) => (
    <TextField
      label={label}
      required={name === 'currency'}
      inputMode={name === 'currency' ? 'text' : 'decimal'}
      autoComplete="off"
      dir="ltr"
      {...(name === 'currency' && { maxLength: 3 })}
      value={row[name]}
      onChange={(event) => change({ ...row, [name]: event.target.value })}
    />
  );
  return (
    <div className="space-y-1 border-b border-line pb-3 last:border-0">
      <div className="grid items-end gap-2 sm:grid-cols-[1fr_2fr_2fr_auto]">
        {field('currency', words.currency)}
        {field('perPayout', words.perPayout)}
        {field('perDay', words.perDay)}
        <Button
          look="quiet"
          className="max-sm:justify-self-end"
          aria-label={words.removeCurrency(row.currency)}
          onClick={remove}
        >
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      {known && (
        <p className="flex flex-wrap gap-x-4 text-xs text-soft">
          <span>
            {words.used}: <Amount amount={known.spent_today} currency={known.currency} />
          </span>
          <span>
            {words.left}:{' '}
            {known.left_today === null ? (
              words.unlimited
            ) : (
              <Amount amount={known.left_today} currency={known.currency} />
            )}
          </span>
        </p>
      )}
    </div>
  );
}
