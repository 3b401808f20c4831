import type { Consent } from '@sarf/sdk';
import { Amount } from '../../parts/amount.tsx';
import { amountText } from '../../parts/amount-text.ts';
import { Card } from '../../parts/card.tsx';
import { useLanguage, useWords } from '../../words/language.ts';
import { type Limit, limitsOf, percentOf } from './limits.ts';
import { sourceWords } from './words.ts';

const NEARLY_ALL_PERCENT = 90;

/** What the customer allows, and what of it is used. */
export function ConsentLimits({ consent }: { readonly consent: Consent }) {
  const words = useWords(sourceWords);
  const { currency, control_parameters: parameters } = consent;
  const period = parameters.period_type ?? undefined;
  return (
    <Card title={words.limits}>
      <ul className="space-y-4">
        {limitsOf(consent).map((limit) => (
          <li key={limit.name} className="space-y-1">
            <LimitLine limit={limit} currency={currency} name={words.limitNames(limit.name, period)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface LimitLineProps {
  readonly limit: Limit;
  readonly currency: string;
  readonly name: string;
}

function LimitLine({ limit: { kind, used, max }, currency, name }: LimitLineProps) {
  const words = useWords(sourceWords);
  const language = useLanguage();
  const show = (value: number) =>
    kind === 'amount' ? <Amount amount={value} currency={currency} /> : <span className="figure">{value}</span>;
  const text = (value: number): string => (kind === 'amount' ? amountText(value, currency, language) : String(value));
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>{name}</span>
        <span>
          {used !== null && (
            <>
              {show(used)} <span className="text-soft">{words.of}</span>{' '}
            </>
          )}
          {show(max)}
        </span>
      </p>
      {used !== null && (
        <>
          <meter
            aria-label={name}
            min={0}
            max={max}
            value={Math.min(used, max)}
            aria-valuetext={words.usedOf(text(used), text(max))}
            className="sr-only"
          />
          <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
            <div
              style={{ width: `${percentOf(used, max)}%` }}
              className={`h-full rounded-full ${percentOf(used, max) >= NEARLY_ALL_PERCENT ? 'bg-wait' : 'bg-accent'}`}
            />
          </div>
        </>
      )}
    </>
  );
}
