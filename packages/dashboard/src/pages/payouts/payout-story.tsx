import type { Payout } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../parts/card.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useWords } from '../../words/language.ts';
import { EvidenceList } from './evidence-list.tsx';
import { Explained } from './explained.tsx';
import { PayoutStateBadge } from './payout-badge.tsx';
import { payoutExplanationQuery, payoutHistoryQuery } from './payout-queries.ts';
import { payoutToldInArabic } from './told-in-arabic.ts';
import { payoutWords } from './words.ts';

/** Where the payout is, why, and what happens next, in plain words. */
export function Explanation({ id }: { readonly id: string }) {
  const words = useWords(payoutWords);
  const { data, error, refetch } = useQuery(payoutExplanationQuery(id));
  return (
    <Card title={words.where}>
      {data ? (
        <Explained
          badge={<PayoutStateBadge state={data.state} />}
          explanation={data}
          inArabic={payoutToldInArabic[data.state]}
          next={data.state === 'awaiting_approval' ? words.nextDecision : undefined}
          message={{ name: words.tellBeneficiary, text: data.beneficiary_message, isOwn: data.bank_code !== null }}
        />
      ) : (
        <Arriving error={error} retry={() => void refetch()} rows={3} />
      )}
    </Card>
  );
}

/** All states it has been in. */
export function History({ id }: { readonly id: string }) {
  const words = useWords(payoutWords);
  const { data, error, refetch } = useQuery(payoutHistoryQuery(id));
  return (
    <>
      {data ? (
        <Timeline
          label={words.history}
          steps={data.content.map(({ sequence, state, at, actor, reason }) => ({
            key: sequence,
            title: <PayoutStateBadge state={state} />,
            at,
            actor,
            ...(reason && {
              note: (
                <span lang="en" dir="auto">
                  {reason.message}
                </span>
              ),
            }),
          }))}
        />
      ) : (
        <Arriving error={error} retry={() => void refetch()} rows={3} />
      )}
    </>
  );
}

/** What statements of the bank prove of it. */
export function Evidence({ evidence, currency }: Pick<Payout, 'evidence' | 'currency'>) {
  const words = useWords(payoutWords);
  return (
    <Card title={words.evidence}>
      {evidence.length === 0 && <p className="text-soft">{words.noEvidence}</p>}
      <EvidenceList evidence={evidence} currency={currency} />
    </Card>
  );
}
