import type { ConsentRequest } from '@sarf/sdk';

export const periods = ['Day', 'Week', 'Month', 'Year'] as const;
export type Period = (typeof periods)[number];

export const isPeriod = (text: string): text is Period => periods.some((one) => one === text);

/** What the form has, as it was typed. */
export interface ConsentForm {
  readonly currency: string;
  readonly one: string;
  readonly all: string;
  readonly count: string;
  readonly periodType: Period | '';
  readonly period: string;
  readonly reference: string;
}

export const emptyConsentForm: ConsentForm = {
  currency: 'AED',
  one: '',
  all: '',
  count: '',
  periodType: '',
  period: '',
  reference: '',
};

const numberOf = (text: string): number | undefined => {
  const number = Number(text.replaceAll(',', ''));
  return text.trim() === '' || Number.isNaN(number) ? undefined : number;
};

/** The request that a form is. A limit that is not filled in is not asked for; what is wrong, the server says. */
export function consentRequestOf(customerId: string, form: ConsentForm): ConsentRequest {
  const limits = {
    max_individual_amount: numberOf(form.one),
    max_cumulative_amount: numberOf(form.all),
    max_cumulative_number_of_payments: numberOf(form.count),
    ...(form.periodType !== '' && {
      period_type: form.periodType,
      max_cumulative_amount_per_period: numberOf(form.period),
    }),
  };
  return {
    customer_id: customerId,
    currency: form.currency,
    control_parameters: Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)),
    ...(form.reference.trim() !== '' && { reference: form.reference.trim() }),
  };
}
