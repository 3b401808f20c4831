import type { StatementEntry } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { Failed, Loading } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useSettled } from '../../state/use-settled.ts';
import { useWords } from '../../words/language.ts';
import { type Candidate, choose, ofPayment, ofPayout } from './candidates.ts';
import { likelyPayoutsQuery, openPaymentsQuery } from './reconciliation-queries.ts';
import { useMatch } from './use-match.ts';
import { reconciliationWords } from './words.ts';

type Kind = Candidate['kind'];
const SHOWN = 8;

/** Says by hand what an entry proves. */
export function MatchByHand({ entry }: { readonly entry: StatementEntry }) {
  const words = useWords(reconciliationWords);
  const [kind, setKind] = useState<Kind>(entry.direction === 'credit' ? 'payment' : 'payout');
  const [typed, setTyped] = useState('');
  const [chosen, choose] = useState('');
  const [amount, setAmount] = useState('');
  const { mutate, error, isPending } = useMatch(() => {
    choose('');
    setAmount('');
  });
  const target = kind === 'payment' ? { payment_id: chosen } : { payout_id: chosen };
  const part = amount.trim() === '' ? {} : { amount: Number(amount.replaceAll(',', '')) };
  const mayNot = useWhyNot('reconciliation:write');
  return (
    <Card title={words.byHandTitle}>
      <Form
        label={words.byHandTitle}
        submit={() => mutate({ matches: [{ entry_id: entry.id, ...target, ...part }] })}
        error={error}
      >
        <div className="grid gap-4 sm:grid-cols-[1fr_2fr]">
          {entry.direction === 'credit' && (
            <SelectField
              label={words.what}
              value={kind}
              onChange={(event) => {
                setKind(event.target.value === 'payout' ? 'payout' : 'payment');
                choose('');
              }}
            >
              <option value="payment">{words.kinds('payment')}</option>
              <option value="payout">{words.kinds('return')}</option>
            </SelectField>
          )}
          <TextField
            label={words.find}
            hint={kind === 'payout' ? words.findPayoutHint : words.findPaymentHint}
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <Candidates entry={entry} kind={kind} typed={typed} chosen={chosen} choose={choose} />
        <TextField
          label={words.howMuch}
          hint={words.howMuchHint}
          inputMode="decimal"
          autoComplete="off"
          dir="ltr"
          error={faultAt(error, 'matches.0.amount')}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          className="figure"
        />
        <Buttons>
          <Button
            type="submit"
            look="primary"
            busy={isPending}
            off={mayNot ?? (chosen === '' ? words.chooseFirst : undefined)}
          >
            {words.match}
          </Button>
        </Buttons>
      </Form>
    </Card>
  );
}

interface CandidatesProps {
  readonly entry: StatementEntry;
  readonly kind: Kind;
  readonly typed: string;
  readonly chosen: string;
  readonly choose: (id: string) => void;
}

function Candidates({ entry, kind, typed, chosen, choose: pick }: CandidatesProps) {
  const words = useWords(reconciliationWords);
  const settled = useSettled(typed.trim());
  const payments = useQuery({ ...openPaymentsQuery(entry), enabled: kind === 'payment' });
  const payouts = useQuery({ ...likelyPayoutsQuery(entry, settled), enabled: kind === 'payout' });
  const { error, data } = kind === 'payment' ? payments : payouts;
  if (error) return <Failed error={error} />;
  if (!data) return <Loading rows={3} />;
  // Payouts were searched for by the server already.
  const found =
    kind === 'payment'
      ? choose((payments.data ?? []).map(ofPayment), typed, entry.unmatched)
      : choose((payouts.data ?? []).map(ofPayout), '', entry.unmatched);
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{words.candidates}</legend>
      {found.length === 0 && <p className="text-soft">{words.noCandidates}</p>}
      <div className="divide-y divide-line rounded-md border border-line empty:border-0">
        {found.slice(0, SHOWN).map((one) => (
          <CandidateLine key={one.id} candidate={one} isChosen={one.id === chosen} pick={() => pick(one.id)} />
        ))}
      </div>
      {found.length > SHOWN && <p className="pt-1 text-xs text-soft">{words.moreFit(found.length - SHOWN)}</p>}
    </fieldset>
  );
}

interface CandidateLineProps {
  readonly candidate: Candidate;
  readonly isChosen: boolean;
  readonly pick: () => void;
}

function CandidateLine({ candidate, isChosen, pick }: CandidateLineProps) {
  return (
    <label className="flex gap-3 px-3 py-2 hover:bg-sunken has-checked:bg-accent-soft">
      <input type="radio" name="candidate" checked={isChosen} onChange={pick} className="mt-1 size-4" />
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4">
        <span className="min-w-0">
          <bdi className="break-words">{candidate.name}</bdi>
          <span className="block text-xs text-soft">
            <bdi dir="ltr">{candidate.note}</bdi> · <Time at={candidate.at} />
          </span>
        </span>
        <Amount amount={candidate.amount} currency={candidate.currency} />
      </span>
    </label>
  );
}
