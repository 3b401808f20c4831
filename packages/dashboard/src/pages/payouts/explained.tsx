import type { ReactNode } from 'react';
import { Fact, Facts } from '../../parts/card.tsx';
import { Time } from '../../parts/time.tsx';
import { WithNames } from '../../people/actor.tsx';
import { useLanguage, useWords } from '../../words/language.ts';
import type { Told } from './told-in-arabic.ts';
import { payoutWords } from './words.ts';

interface ExplainedProps {
  readonly badge: ReactNode;
  readonly explanation: {
    readonly since: string;
    readonly why: string;
    readonly next: { readonly what: string; readonly at: string | null };
    readonly money_moved: 'no' | 'yes' | 'unknown';
  };
  /** The same in Arabic, as far as the state tells it. */
  readonly inArabic: Told;
  /** What happens next, where these pages say it better than the server, who speaks to programs. */
  readonly next: string | undefined;
  /** What may be told to whoever gets the money. */
  readonly message: {
    readonly name: string;
    readonly text: string /** It says more than the state does. */;
    readonly isOwn: boolean;
  };
  readonly children?: ReactNode;
}

/** Where a payout or a refund is, why, and what happens next, in plain words. */
export function Explained({ badge, explanation, inArabic, next, message, children }: ExplainedProps) {
  const words = useWords(payoutWords);
  const told = useLanguage() === 'ar' ? inArabic : undefined;
  const moved = { no: words.moneyNo, yes: words.moneyYes, unknown: words.moneyUnknown }[explanation.money_moved];
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        {badge}
        <span className="text-soft">
          <Time at={explanation.since} precise />
        </span>
      </div>
      {told ? (
        <p className="text-base">{told.why}</p>
      ) : (
        <p lang="en" dir="auto" className="text-base">
          <WithNames text={explanation.why} />
        </p>
      )}
      <Facts>
        <Fact name={words.next}>
          {next ?? told?.next ?? (
            <span lang="en" dir="auto">
              {explanation.next.what}
            </span>
          )}
        </Fact>
        {explanation.next.at !== null && (
          <Fact name={words.due}>
            <Time at={explanation.next.at} precise />
          </Fact>
        )}
        <Fact name={words.money}>{moved}</Fact>
        <Fact name={message.name}>
          {told && !message.isOwn ? (
            told.message
          ) : (
            <span lang="en" dir="auto">
              {message.text}
            </span>
          )}
        </Fact>
        {children}
      </Facts>
    </div>
  );
}
