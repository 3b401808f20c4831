import { consentStatusOf } from '@sarf/contract/collection-states';
import { textIn, wordIn } from '../../url/search.ts';

export const consentStatuses = Object.values(consentStatusOf);
export type ConsentStatus = (typeof consentStatuses)[number];

/** What the page shows, and what its lists are narrowed down by, as the URL has it. */
export interface SourceSearch {
  readonly view?: 'customers' | undefined;
  readonly status?: ConsentStatus | undefined;
  readonly app_user_id?: string | undefined;
}

export function readSourceSearch(search: Readonly<Record<string, unknown>>): SourceSearch {
  return {
    view: wordIn(search, 'view', ['customers']),
    status: wordIn(search, 'status', consentStatuses),
    app_user_id: textIn(search, 'app_user_id'),
  };
}
