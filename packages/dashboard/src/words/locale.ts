/** The locale of numbers and dates: digits are those of banks (0-9) in both languages, dates Gregorian. */
export const localeOf = (language: 'en' | 'ar'): string => (language === 'ar' ? 'ar-AE-u-nu-latn-ca-gregory' : 'en-GB');
