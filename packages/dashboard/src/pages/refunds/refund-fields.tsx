import { useQuery } from '@tanstack/react-query';
import { amountText } from '../../parts/amount-text.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { faultAt } from '../../parts/form.tsx';
import { useLanguage, useWords } from '../../words/language.ts';
import { useReasonText } from './reason-text.ts';
import { type RefundForm, typedAmount } from './refund-form.ts';
import { refundReasonsQuery } from './refund-queries.ts';
import { refundWords } from './words.ts';

interface RefundFieldsProps {
  readonly form: RefundForm;
  readonly set: (more: Partial<RefundForm>) => void;
  /** What can be refunded, in major units. */
  readonly remaining: number;
  readonly currency: string;
  readonly error: unknown;
  /** What would be refused of it, as the preview has it. */
  readonly foreseen: readonly { readonly path: string; readonly message: string }[] | undefined;
}

/** What a refund is asked for with. */
export function RefundFields({ form, set, remaining, currency, error, foreseen }: RefundFieldsProps) {
  const words = useWords(refundWords);
  const language = useLanguage();
  const { data: reasons } = useQuery(refundReasonsQuery);
  const reasonText = useReasonText();
  const fault = (path: string): string | undefined =>
    foreseen?.find((one) => one.path === path)?.message ?? faultAt(error, path);
  // Isolated, so that it reads from left to right within a sentence of either language.
  const left = `\u2066${currency} ${amountText(remaining, currency, language)}\u2069`;
  return (
    <>
      <div className="grid items-start gap-x-3 gap-y-2 sm:grid-cols-[1fr_auto]">
        <TextField
          label={`${words.amount} (${currency})`}
          hint={words.remainingHint(left)}
          required
          inputMode="decimal"
          autoComplete="off"
          dir="ltr"
          error={fault('amount')}
          value={form.amount}
          onChange={(event) => set({ amount: event.target.value })}
          className="figure"
        />
        <Button className="min-h-9 sm:mt-6" onClick={() => set({ amount: typedAmount(remaining, currency) })}>
          {words.all}
        </Button>
      </div>
      <SelectField
        label={words.reason}
        required
        error={fault('reason_code')}
        value={form.reason}
        onChange={(event) => set({ reason: event.target.value })}
      >
        <option value="">{words.chooseReason}</option>
        {reasons?.map(({ code }) => (
          <option key={code} value={code}>
            {reasonText(code, reasons)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={words.reference}
        hint={words.referenceHint}
        maxLength={64}
        dir="auto"
        error={fault('external_reference')}
        value={form.reference}
        onChange={(event) => set({ reference: event.target.value })}
      />
      <TextField
        label={words.description}
        hint={words.descriptionHint}
        maxLength={140}
        dir="auto"
        error={fault('description')}
        value={form.description}
        onChange={(event) => set({ description: event.target.value })}
      />
    </>
  );
}
