import { localeOf } from '../words/locale.ts';

const units = [
  { unit: 'day', size: 86_400 },
  { unit: 'hour', size: 3_600 },
  { unit: 'minute', size: 60 },
  { unit: 'second', size: 1 },
] as const;

/** A number of whole seconds in the largest unit that it is a whole number of, as the language counts it: `2 days`. */
export function spanText(seconds: number, language: 'en' | 'ar'): string {
  const fit = units.find(({ size }) => seconds >= size && seconds % size === 0) ?? { unit: 'second', size: 1 };
  const format = new Intl.NumberFormat(localeOf(language), { style: 'unit', unit: fit.unit, unitDisplay: 'long' });
  return format.format(seconds / fit.size);
}
