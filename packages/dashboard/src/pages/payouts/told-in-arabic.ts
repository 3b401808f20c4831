import type { PayoutState } from '@sarf/contract/payout-states';

/** An explanation, as far as a state alone tells it. */
export interface Told {
  readonly why: string;
  readonly next: string;
  readonly message: string;
}

const preparing = 'دفعتك قيد التحضير.';
const underWay = 'دفعتك في الطريق.';

/** What the server explains of payouts, which it does in English, for programs too. */
export const payoutToldInArabic: Readonly<Record<PayoutState, Told>> = {
  awaiting_approval: {
    why: 'يجب أن يوافق عليه شخص غير الذي طلبه قبل أن يراه أي بنك. مبلغه محجوز.',
    next: 'يوافق عليه شخص آخر أو يرفضه. ويمكن لمن طلبه أن يلغيه.',
    message: preparing,
  },
  queued: {
    why: 'أُفرج عنه وينتظر تسليمه إلى البنك. مبلغه محجوز.',
    next: 'تسلّمه صرف إلى البنك.',
    message: preparing,
  },
  submitting: {
    why: 'يجري تسليمه إلى البنك الآن.',
    next: 'تُسجَّل إجابة البنك. وإن انقطع التسليم يُسأل البنك عمّا جرى.',
    message: underWay,
  },
  with_bank: {
    why: 'قبله البنك ولم يقل بعد إن المال وصل.',
    next: 'ينفّذه البنك ويخبر بذلك. وإن لم يفعل تسأله صرف من جديد.',
    message: underWay,
  },
  in_doubt: {
    why: 'سُلِّم إلى البنك ولم تصل إجابة يُعتمد عليها. لا يُرسل ثانية بالتخمين.',
    next: 'يُسأل البنك بمعرّف الطرفين. ولا يُرسل ثانية إلا إذا لم يرَ البنك هذا المعرّف قط.',
    message: underWay,
  },
  completed: { why: 'يقول البنك إن المال وصل.', next: 'لم يبقَ شيء.', message: 'أُرسلت دفعتك إلى حسابك.' },
  failed: {
    why: 'رفضه البنك. المبلغ المحجوز متاح من جديد.',
    next: 'راجع رمز البنك وصحّح السبب وأنشئ مدفوعًا جديدًا.',
    message: 'تعذّر تنفيذ دفعتك. يرجى مراجعة بيانات حسابك معنا.',
  },
  returned: {
    why: 'اكتمل ثم أعاد البنك المال. المبلغ متاح من جديد.',
    next: 'راجع رمز البنك وصحّح السبب وأنشئ مدفوعًا جديدًا.',
    message: 'عادت دفعتك إلينا. يرجى مراجعة بيانات حسابك معنا.',
  },
  rejected: {
    why: 'رُفض أو أُلغي قبل أن يراه أي بنك. المبلغ المحجوز متاح من جديد.',
    next: 'لم يبقَ شيء. إن كان يجب دفعه رغم ذلك فأنشئ مدفوعًا جديدًا.',
    message: 'لم تُنفَّذ دفعتك.',
  },
};
