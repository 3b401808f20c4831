import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { amountText } from '../../parts/amount-text.ts';
import { Badge, type BadgeLook } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Time } from '../../parts/time.tsx';
import { useLanguage, useWords } from '../../words/language.ts';
import type { Overview } from './home-queries.ts';
import { homeWords } from './words.ts';

type Alarm = Overview['alarms'][number];

const looks: Readonly<Record<Alarm['kind'], BadgeLook>> = {
  in_doubt: 'doubt',
  stuck: 'wait',
  unknown_debit: 'bad',
  failing_endpoint: 'bad',
};

/** What needs a look, what it means, and the way there. */
export function Alarms({ alarms }: { readonly alarms: Overview['alarms'] }) {
  const words = useWords(homeWords);
  return (
    <Card title={words.alarms}>
      {alarms.length === 0 ? (
        <p className="flex gap-2 text-soft">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          {words.noAlarms}
        </p>
      ) : (
        <ul className="space-y-4">
          {alarms.map((alarm) => (
            <li key={`${alarm.kind} ${alarm.object_id}`}>
              <AlarmNote alarm={alarm} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What the server tells in English. */
function inArabic({ kind, object_type: type, amount, currency }: Alarm): string {
  // The amount runs from left to right inside of the sentence.
  const money =
    amount === null || currency === null ? '' : `\u2066${currency} ${amountText(amount, currency, 'ar')}\u2069`;
  const what = { payment: 'دفعة واردة', refund: 'استرداد' }[type] ?? 'مدفوع';
  return {
    in_doubt: `${what} بقيمة ${money}: لم يقل البنك ما جرى.`,
    stuck: `${what} بقيمة ${money}: كان يجب أن يصل إلى البنك.`,
    unknown_debit: `خرج ${money} من حساب ولا يفسره شيء نعرفه.`,
    failing_endpoint: 'نقطة ويب هوك لا تستلم أحداثها.',
  }[kind];
}

function AlarmNote({ alarm }: { readonly alarm: Alarm }) {
  const words = useWords(homeWords);
  const language = useLanguage();
  const texts = {
    in_doubt: { name: words.inDoubt, means: words.inDoubtMeans },
    stuck: { name: words.stuck, means: words.stuckMeans },
    unknown_debit: { name: words.unknownDebit, means: words.unknownDebitMeans },
    failing_endpoint: { name: words.failingEndpoint, means: words.failingEndpointMeans },
  };
  const { name, means } = texts[alarm.kind];
  return (
    <div className="space-y-1">
      <p className="flex flex-wrap items-center gap-x-2 text-soft">
        <Badge look={looks[alarm.kind]}>{name}</Badge>
        <span className="text-xs">
          {words.since} <Time at={alarm.since} />
        </span>
      </p>
      {language === 'ar' ? (
        <p className="wrap-anywhere">
          <ToObject alarm={alarm}>{inArabic(alarm)}</ToObject>
        </p>
      ) : (
        <p lang="en" dir="auto" className="wrap-anywhere">
          <ToObject alarm={alarm}>{alarm.message}</ToObject>
        </p>
      )}
      <p className="text-xs text-soft">{means}</p>
    </div>
  );
}

const link = 'rounded text-accent underline';

function ToObject({ alarm, children }: { readonly alarm: Alarm; readonly children: ReactNode }) {
  const params = { id: alarm.object_id };
  if (alarm.object_type === 'payout')
    return (
      <Link to="/payouts/$id" params={params} className={link}>
        {children}
      </Link>
    );
  if (alarm.object_type === 'refund')
    return (
      <Link to="/refunds/$id" params={params} className={link}>
        {children}
      </Link>
    );
  if (alarm.kind === 'failing_endpoint')
    return (
      <Link to="/webhooks/$id" params={params} className={link}>
        {children}
      </Link>
    );
  return (
    <Link to="/reconciliation" className={link}>
      {children}
    </Link>
  );
}
