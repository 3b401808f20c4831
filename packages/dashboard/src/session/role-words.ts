import { roles } from '@sarf/contract/roles';
import { dictionary } from '../words/dictionary.ts';

/** What each role may do, in a sentence. */
export const roleSentences = dictionary({
  en: {
    owner: roles.owner.sentence,
    admin: roles.admin.sentence,
    controller: roles.controller.sentence,
    operator: roles.operator.sentence,
    viewer: roles.viewer.sentence,
  },
  ar: {
    owner: 'يفعل كل شيء، وهو وحده يعيّن مالكين آخرين.',
    admin: 'يدير الفريق والعملاء البرمجيين والإعدادات؛ ولا يحرّك أموالًا.',
    controller: 'يُنشئ العمليات، ويوافق على ما أنشأه غيره.',
    operator: 'يُنشئ العمليات؛ ويوافق عليها شخص آخر.',
    viewer: 'يطّلع ولا يغيّر شيئًا.',
  },
});
