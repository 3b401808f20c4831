import { useQuery } from '@tanstack/react-query';
import { Card, Fact } from '../../parts/card.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useWords } from '../../words/language.ts';
import { Explained } from '../payouts/explained.tsx';
import { PayoutStateBadge } from '../payouts/payout-badge.tsx';
import { RefundStateBadge, RefundStatusBadge } from './refund-badge.tsx';
import { refundExplanationQuery, refundHistoryQuery } from './refund-queries.ts';
import { refundToldInArabic } from './told-in-arabic.ts';
import { refundWords } from './words.ts';

/** Where the refund is, why, and what happens next, in plain words. */
export function RefundExplanation({ id }: { readonly id: string }) {
  const words = useWords(refundWords);
  const { data, error, refetch } = useQuery(refundExplanationQuery(id));
  return (
    <Card title={words.where}>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={3} />}
      {data && (
        <Explained
          badge={<RefundStatusBadge status={data.status} />}
          explanation={data}
          inArabic={refundToldInArabic[data.status]}
          next={data.status === 'CREATED' ? words.review : undefined}
          message={{ name: words.tellCustomer, text: data.customer_message, isOwn: false }}
        >
          {data.payout && (
            <Fact name={words.payout}>
              <PayoutStateBadge state={data.payout.state} />
            </Fact>
          )}
        </Explained>
      )}
    </Card>
  );
}

interface RefundHistoryProps {
  readonly id: string;
  /** Nothing more happens to it, as far as anybody can tell. */
  readonly isOver: boolean;
}

/** All states it has been in. */
export function RefundHistory({ id, isOver }: RefundHistoryProps) {
  const words = useWords(refundWords);
  const { data, error, refetch } = useQuery(refundHistoryQuery(id));
  return (
    <Card title={words.history}>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={3} />}
      {data && (
        <Timeline
          label={words.history}
          steps={data.content.map(({ sequence, state, at, actor, reason }) => ({
            key: sequence,
            title: <RefundStateBadge state={state} />,
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
      )}
      {!isOver && <p className="mt-4 text-xs text-soft">{words.live}</p>}
    </Card>
  );
}
