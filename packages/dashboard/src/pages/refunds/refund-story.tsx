import { useQuery } from '@tanstack/react-query';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { Failed, Loading } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useWords } from '../../words/language.ts';
import { PayoutStateBadge, useMovedText } from '../payouts/payout-badge.tsx';
import { RefundStateBadge, RefundStatusBadge } from './refund-badge.tsx';
import { refundExplanationQuery, refundHistoryQuery } from './refund-queries.ts';
import { refundWords } from './words.ts';

/** Where the refund is, why, and what happens next, in plain words. */
export function RefundExplanation({ id }: { readonly id: string }) {
  const words = useWords(refundWords);
  const { data, error, refetch } = useQuery(refundExplanationQuery(id));
  const moved = useMovedText(data?.money_moved ?? 'unknown');
  return (
    <Card title={words.where}>
      {!data && (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading rows={3} />)}
      {data && (
        <div className="space-y-3">
          <div className="flex flex-wrap items-center gap-2">
            <RefundStatusBadge status={data.status} />
            <span className="text-soft">
              <Time at={data.since} precise />
            </span>
          </div>
          <p lang="en" dir="auto" className="text-base">
            {data.why}
          </p>
          <Facts>
            <Fact name={words.next}>
              {data.status === 'CREATED' ? (
                words.review
              ) : (
                <span lang="en" dir="auto">
                  {data.next.what}
                </span>
              )}
            </Fact>
            {data.next.at !== null && (
              <Fact name={words.due}>
                <Time at={data.next.at} precise />
              </Fact>
            )}
            <Fact name={words.money}>{moved}</Fact>
            <Fact name={words.tellCustomer}>
              <span lang="en" dir="auto">
                {data.customer_message}
              </span>
            </Fact>
            {data.payout && (
              <Fact name={words.payout}>
                <PayoutStateBadge state={data.payout.state} />
              </Fact>
            )}
          </Facts>
        </div>
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
      {!data && (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading rows={3} />)}
      {data && (
        <Timeline
          label={words.history}
          steps={data.content.map(({ sequence, state, at, actor, reason }) => ({
            key: sequence,
            title: <RefundStateBadge state={state} />,
            at,
            actor,
            ...(reason && { note: <span lang="en">{reason.message}</span> }),
          }))}
        />
      )}
      {!isOver && <p className="mt-4 text-xs text-soft">{words.live}</p>}
    </Card>
  );
}
