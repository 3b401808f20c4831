import type { Match, StatementEntry } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { useChange } from '../../api/use-change.ts';
import { Amount } from '../../parts/amount.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { AreaField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { Time } from '../../parts/time.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { Actor } from '../../people/actor.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { renewReconciliation } from './reconciliation-queries.ts';
import { reconciliationWords } from './words.ts';

/** What an entry proves, and what it was once said to prove. */
export function EntryMatches({ entry }: { readonly entry: StatementEntry }) {
  const words = useWords(reconciliationWords);
  return (
    <Card title={words.matches}>
      {entry.matches.length === 0 && <p className="text-soft">{words.noMatches}</p>}
      <ul aria-label={words.matches} className="divide-y divide-line">
        {entry.matches.map((match) => (
          <li key={match.id} className="space-y-1 py-3 first:pt-0 last:pb-0">
            <MatchLine match={match} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function MatchLine({ match }: { readonly match: Match }) {
  const words = useWords(reconciliationWords);
  const parts = useWords(partWords);
  const [isAsked, ask] = useState(false);
  const isUndone = match.status === 'UNDONE';
  const mayNot = useWhyNot('reconciliation:write');
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Proven match={match} />
          <Amount amount={match.amount} currency={match.currency} />
          <Badge look={isUndone ? 'off' : 'good'}>{isUndone ? words.undone : words.made}</Badge>
        </span>
        {!isUndone && (
          <Button off={mayNot} onClick={() => ask(true)}>
            {words.undo}
          </Button>
        )}
      </div>
      <p className="text-xs text-soft">
        {match.how === 'automatic' ? words.byItself(match.score ?? 0) : words.byHand} · <Time at={match.created_at} />{' '}
        {parts.by} <Actor actor={match.made_by} />
      </p>
      {match.reasons.length > 0 && (
        <p lang="en" dir="auto" className="text-xs text-soft">
          {match.reasons.join(' ')}
        </p>
      )}
      {match.undo_reason !== null && (
        <p className="text-xs">
          {words.undoReason}: <bdi>{match.undo_reason}</bdi>
        </p>
      )}
      <Dialog open={isAsked} close={() => ask(false)} title={words.undoTitle} lead={words.undoLead}>
        <UndoForm id={match.id} close={() => ask(false)} />
      </Dialog>
    </>
  );
}

function Proven({ match: { kind, payment_id: payment, payout_id: payout } }: { readonly match: Match }) {
  const words = useWords(reconciliationWords);
  const look = 'font-medium text-accent underline';
  if (payment !== null) {
    return (
      <Link to="/payments/$id" params={{ id: payment }} className={look}>
        {words.kinds(kind)}
      </Link>
    );
  }
  return (
    <Link to="/payouts/$id" params={{ id: payout ?? '' }} className={look}>
      {words.kinds(kind)}
    </Link>
  );
}

function UndoForm({ id, close }: { readonly id: string; readonly close: () => void }) {
  const words = useWords(reconciliationWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useChange({
    send: (why: string) =>
      answer(
        api.DELETE('/reconciliation/v1/matches/{match_id}', {
          params: { path: { match_id: id } },
          body: { reason: why },
        }),
      ),
    done() {
      renewReconciliation(client);
      toast(words.undoneOne);
      close();
    },
  });
  return (
    <Form label={words.undoTitle} submit={() => mutate(reason.trim())} error={error}>
      <AreaField
        label={words.undoReason}
        required
        maxLength={255}
        dir="auto"
        error={faultAt(error, 'reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="danger" busy={isPending}>
          {words.undo}
        </Button>
      </Buttons>
    </Form>
  );
}
