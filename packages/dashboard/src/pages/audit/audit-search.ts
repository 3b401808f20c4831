import { dayIn, textIn } from '../../url/search.ts';

/** What the audit log is narrowed down by, as the URL has it. Days are those of the viewer. */
export interface AuditSearch {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly object_id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function readAuditSearch(search: Readonly<Record<string, unknown>>): AuditSearch {
  return {
    actor: textIn(search, 'actor'),
    action: textIn(search, 'action'),
    object_id: textIn(search, 'object_id'),
    from: dayIn(search, 'from'),
    to: dayIn(search, 'to'),
  };
}
