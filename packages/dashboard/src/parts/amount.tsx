import { useLanguage } from '../words/language.ts';
import { amountText } from './amount-text.ts';

interface AmountProps {
  readonly amount: number;
  readonly currency: string;
  /** Large, for the one amount that a page is about. */
  readonly big?: boolean;
}

/** Money: the code of its currency, and as many decimals as that has. It reads from left to right in every language. */
export function Amount({ amount, currency, big = false }: AmountProps) {
  const language = useLanguage();
  return (
    <bdi dir="ltr" className={`figure ${big ? 'text-2xl font-semibold text-ink' : ''}`}>
      <span className={big ? 'text-base text-soft' : 'text-soft'}>{currency}</span>{' '}
      {amountText(amount, currency, language)}
    </bdi>
  );
}
