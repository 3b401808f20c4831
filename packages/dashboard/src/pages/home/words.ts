import { dictionary } from '../../words/dictionary.ts';

export const homeWords = dictionary({
  en: {
    moved: (currency: string) => `Money in and out by day, ${currency}, last 30 days`,
    in: 'In',
    out: 'Out',
    quiet: 'No money moved in the last 30 days',
  },
  ar: {
    moved: (currency) => `الأموال الواردة والصادرة يوميًا، ${currency}، آخر 30 يومًا`,
    in: 'وارد',
    out: 'صادر',
    quiet: 'لم تتحرك أموال في آخر 30 يومًا',
  },
});
