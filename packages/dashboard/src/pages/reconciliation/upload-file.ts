import type { StatementUpload } from '@sarf/sdk';
import { isRefusal, ownRefusal, Refused } from '../../api/refused.ts';
import { doorkeeper } from '../../api/send.ts';
import { mediaTypeOf } from './media-type.ts';

/** What is sent, and how a table is to be read. */
export interface StatementToSend {
  readonly file: File;
  readonly columnMap: string;
  readonly accountId: string;
}

/**
 * Uploads a statement and tells how much of it was sent, which `fetch` cannot. The same file may be sent again: it is
 * known by its content. Throws Refused, and what the signal says when it is called off.
 * @param sent is told the share that was sent, from 0 to 1; 1: it is being read
 */
export function uploadFile(
  { file, columnMap, accountId }: StatementToSend,
  sent: (share: number) => void,
  signal: AbortSignal,
): Promise<StatementUpload> {
  const type = mediaTypeOf(file.name);
  const query = new URLSearchParams();
  if (type === 'text/csv' && columnMap !== '') query.set('column_map', columnMap);
  if (type === 'text/csv' && accountId !== '') query.set('payout_account_id', accountId);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/reconciliation/v1/statements?${query}`);
    request.setRequestHeader('content-type', type);
    request.setRequestHeader('x-sarf-session', '1');
    let share = 0;
    const tell = (now: number): void => {
      share = now;
      sent(now);
    };
    request.upload.onprogress = ({ loaded, total }) => tell(total === 0 ? 0 : loaded / total);
    request.upload.onload = () => tell(1);
    request.onerror = () => reject(lost(share));
    request.ontimeout = () => reject(lost(share));
    request.onload = () => {
      if (request.status === 401) doorkeeper.get().signedOut();
      const said = parsed(request.responseText);
      if (request.status === 201 && isUpload(said)) resolve(said);
      else reject(new Refused(isRefusal(said) ? said : bad(request.status)));
    };
    const stop = (): void => {
      request.abort();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.send(file);
  });
}

/** Half a file is never read, so nothing came of it unless all of it was sent. */
const lost = (share: number): Refused =>
  new Refused(
    ownRefusal('NO_ANSWER', 'No answer came from Sarf. Is the connection working?', share < 1 ? 'no' : 'unknown'),
  );

const bad = (status: number) =>
  ownRefusal('BAD_ANSWER', `Something answered with HTTP ${status} as Sarf does not.`, 'no');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It came from something in between.
    return undefined;
  }
}

function isUpload(value: unknown): value is StatementUpload {
  if (typeof value !== 'object' || value === null) return false;
  return 'entries' in value && 'unknown_debits' in value && 'statements' in value && 'warnings' in value;
}
