import { scopes } from '@sarf/contract/scopes';
import { dictionary } from '../words/dictionary.ts';

/** What each scope allows, in the words of the contract. */
export const scopeWords = dictionary({
  en: scopes,
  ar: {
    'payouts:read': 'الاطلاع على المدفوعات الصادرة وسجلها.',
    'payouts:write': 'إنشاء المدفوعات الصادرة وإلغاؤها.',
    'payouts:approve': 'الموافقة على مدفوعات تنتظر طرفًا آخر ورفضها.',
    'destinations:read': 'الاطلاع على المستفيدين.',
    'destinations:write': 'تسجيل المستفيدين.',
    'accounts:read': 'الاطلاع على حسابات الدفع وأرصدتها.',
    'accounts:write': 'تغيير حسابات الدفع.',
    'customers:read': 'الاطلاع على العملاء.',
    'customers:write': 'تسجيل العملاء.',
    'consents:read': 'الاطلاع على الموافقات واستخدامها وإلغائها.',
    'consents:write': 'طلب الموافقات وإلغاؤها.',
    'payment_sources:read': 'الاطلاع على مصادر دفع العملاء.',
    'payment_sources:write': 'حذف مصادر الدفع.',
    'payments:read': 'الاطلاع على مدفوعات العملاء.',
    'payments:write': 'التحصيل من مصادر الدفع وفتح صفحات الدفع وتسجيل المدفوعات.',
    'reconciliation:read': 'الاطلاع على الكشوف والقيود والمطابقات والاقتراحات.',
    'reconciliation:write': 'رفع الكشوف ومطابقة القيود والتراجع عن المطابقات.',
    'refunds:read': 'الاطلاع على المبالغ المستردّة وأسبابها.',
    'refunds:write': 'إنشاء المبالغ المستردّة.',
    'refunds:approve': 'تأكيد المبالغ المستردّة ورفضها.',
    'team:read': 'الاطلاع على الأعضاء والدعوات.',
    'team:write': 'دعوة الأعضاء وتغيير أدوارهم وتعطيلهم.',
    'clients:read': 'الاطلاع على عملاء الواجهة البرمجية وحدودهم.',
    'clients:write': 'إنشاء عملاء الواجهة البرمجية وإيقافهم وتقييدهم.',
    'settings:read': 'الاطلاع على إعدادات التطبيق.',
    'settings:write': 'تغيير إعدادات التطبيق.',
    'audit:read': 'الاطلاع على سجل التدقيق.',
    'events:read': 'الاطلاع على الأحداث صفحةً صفحة أو كتدفق.',
    'webhooks:read': 'الاطلاع على نقاط إشعارات الويب وعمليات التسليم.',
    'webhooks:write': 'إنشاء نقاط إشعارات الويب وتغييرها وإعادة إرسال الأحداث.',
  },
});
