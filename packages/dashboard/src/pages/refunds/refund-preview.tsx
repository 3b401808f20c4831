import type { components, RefundRequest } from '@sarf/sdk';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../api/api.ts';
import { Amount } from '../../parts/amount.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Fact, Facts } from '../../parts/card.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Loading } from '../../parts/states.tsx';
import { useSettled } from '../../state/use-settled.ts';
import { useWords } from '../../words/language.ts';
import { refundWords } from './words.ts';

type Preview = components['schemas']['RefundPreview'];

/**
 * Asks the server what a refund would do, a moment after the last key.
 * @param remaining what can be refunded now: the answer is asked for again when it changes
 */
export function useRefundPreview(request: RefundRequest | undefined, remaining: number) {
  const settled = useSettled(request);
  const { data, error } = useQuery({
    queryKey: ['preview', 'refund', settled, remaining],
    queryFn: settled
      ? ({ signal }) => answer(api.POST('/payouts/refunds/preview', { body: settled, signal }))
      : skipToken,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  return { isAsked: settled !== undefined, data: settled && data, error };
}

interface RefundPreviewProps {
  readonly preview: ReturnType<typeof useRefundPreview>;
  readonly currency: string;
}

/** What a refund would do. */
export function RefundPreview({ preview: { isAsked, data, error }, currency }: RefundPreviewProps) {
  const words = useWords(refundWords);
  if (!isAsked) return <p className="text-soft">{words.previewWaiting}</p>;
  if (error) return <RefusalNote error={error} title={words.wouldRefuse} isReading />;
  if (!data) return <Loading rows={3} />;
  return <Foreseen preview={data} currency={currency} />;
}

function Foreseen({ preview, currency }: { readonly preview: Preview; readonly currency: string }) {
  const words = useWords(refundWords);
  const [item] = preview.content;
  const verdict = {
    WOULD_BE_CREATED: { look: 'wait', text: words.wouldCreate },
    WOULD_BE_REPLAYED: { look: 'note', text: words.wouldReplay },
    WOULD_BE_REFUSED: { look: 'bad', text: words.wouldRefuse },
  } as const;
  const { look, text } = verdict[preview.verdict];
  const isRefused = preview.refusal !== null;
  return (
    <div aria-live="polite" className="space-y-4">
      <Badge look={look}>{text}</Badge>
      {preview.refusal && (
        <p lang="en" dir="auto" className="rounded-md bg-bad-soft p-3 text-bad">
          {preview.refusal.message}
        </p>
      )}
      {item && !isRefused && (
        <Facts>
          <Fact name={words.customerGets}>
            <Amount amount={item.amount} currency={currency} big />
          </Fact>
          {item.remaining_before !== null && (
            <Fact name={words.leftBefore}>
              <Amount amount={item.remaining_before} currency={currency} />
            </Fact>
          )}
          {item.remaining_after !== null && (
            <Fact name={words.leftAfter}>
              <Amount amount={item.remaining_after} currency={currency} />
            </Fact>
          )}
        </Facts>
      )}
      {item && item.possible_duplicates.length > 0 && <Twins ids={item.possible_duplicates} />}
      {!isRefused && <p className="text-soft">{preview.needs_second_party ? words.secondParty : words.anyParty}</p>}
    </div>
  );
}

function Twins({ ids }: { readonly ids: readonly string[] }) {
  const words = useWords(refundWords);
  return (
    <div className="rounded-md bg-wait-soft p-3">
      <p className="font-semibold">{words.twins}</p>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <Link to="/refunds/$id" params={{ id }} className="text-accent underline">
              {words.twin}{' '}
              <bdi dir="ltr" className="text-xs">
                {id.slice(-12)}
              </bdi>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
