import { dictionary } from '../words/dictionary.ts';

export const roleWords = dictionary({
  en: { owner: 'Owner', admin: 'Admin', controller: 'Financial controller', operator: 'Operator', viewer: 'Viewer' },
  ar: { owner: 'مالك', admin: 'مدير النظام', controller: 'مراقب مالي', operator: 'مشغّل', viewer: 'مطّلع' },
});

export const mayWords = dictionary({
  en: {
    missing: (role: string, who: string) => `Your role (${role}) does not include this. These roles may: ${who}.`,
    client: 'an API client',
    nobody: 'none',
  },
  ar: {
    missing: (role: string, who: string) => `دورك (${role}) لا يشمل هذا. الأدوار المخوّلة: ${who}.`,
    client: 'عميل واجهة برمجية',
    nobody: 'لا أحد',
  },
});
