import type { Refund } from '@sarf/sdk';
import type { Told } from '../payouts/told-in-arabic.ts';

const preparing = 'استردادك قيد التحضير.';

/** What the server explains of refunds, which it does in English, for programs too. */
export const refundToldInArabic: Readonly<Record<Refund['status'], Told>> = {
  CREATED: {
    why: 'طُلب وينتظر التأكيد. مبلغه محجوز كي لا يُرد مرتين.',
    next: 'يراجعه شخص هنا ثم يرسله أو يرفضه.',
    message: preparing,
  },
  CONFIRMED: {
    why: 'تم تأكيده، ومدفوعه ينتظر تسليمه إلى البنك.',
    next: 'يُسلَّم المدفوع إلى البنك.',
    message: preparing,
  },
  SUBMITTED: {
    why: 'سُلِّم مدفوعه إلى البنك.',
    next: 'ينفّذ البنك المدفوع ويخبر بذلك.',
    message: 'استردادك في الطريق.',
  },
  COMPLETED: {
    why: 'يقول البنك إن المال وصل إلى الحساب الذي دفع.',
    next: 'لم يبقَ شيء.',
    message: 'أُرسل استردادك إلى الحساب الذي دفعت منه.',
  },
  FAILED: {
    why: 'لم يُنفَّذ مدفوعه أو عاد ماله. يمكن استرداد مبلغه من جديد.',
    next: 'راجع السبب وصحّحه وأنشئ استردادًا جديدًا.',
    message: 'تعذّر تنفيذ استردادك. يرجى التواصل معنا.',
  },
  REJECTED: {
    why: 'لم يُؤكَّد بل رُفض. يمكن استرداد مبلغه من جديد.',
    next: 'لم يبقَ شيء. إن كان يجب رده رغم ذلك فأنشئ استردادًا جديدًا.',
    message: 'لم يُنفَّذ استردادك.',
  },
};
