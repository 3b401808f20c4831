import { randomUUID } from 'node:crypto';
import { recorded } from './calls-payments.ts';
import { assertAnswer } from './doors.ts';
import { type Called, type Json, type RunningSarf, until } from './running-sarf.ts';
import { camtFile, type Line, type StatementWish } from './statement-file.ts';

export const XML = { 'content-type': 'application/xml' };
export const CSV = { 'content-type': 'text/csv' };
const STATEMENTS = '/reconciliation/v1/statements';

/** An account of its own, and what a test does with statements of it. */
export interface Desk {
  readonly accountId: string;
  readonly iban: string;
  /** Sends a file and gives the answer, whatever it is. */
  send(file: string, type?: Record<string, string>, query?: string): Promise<Called>;
  /** Sends a statement with these lines, and gives what came of it. */
  upload(lines: readonly Line[], more?: Partial<StatementWish>): Promise<Json>;
  /** Records a payment that another system collected. Gives it. */
  record(amount: number, reference: string, more?: Record<string, unknown>): Promise<Json>;
  payment(id: string): Promise<Json>;
  entries(query?: string): Promise<Json[]>;
  suggestions(): Promise<Json[]>;
  /** Asks for matches, and gives the answer, whatever it is. */
  match(...matches: unknown[]): Promise<Called>;
  undo(matchId: string, reason?: string): Promise<Called>;
  /** What is posted on the account. */
  posted(): Promise<number>;
  /** The events of an object, by type. */
  events(objectId: string): Promise<string[]>;
}

/** Opens an account with a thousand on it, in our books and at the bank. */
export async function openDesk(sarf: RunningSarf, currency = 'AED'): Promise<Desk> {
  const accountId = await sarf.openAccount(currency, 1_000_00n);
  const { content: accounts } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
  const { iban } = accounts.find(({ id }: Json) => id === accountId);
  const list = async (path: string): Promise<Json> =>
    (await sarf.call('GET', `/reconciliation/v1/${path}`)).body.content;
  const send: Desk['send'] = (file, type = XML, query = '') => sarf.call('POST', `${STATEMENTS}${query}`, file, type);
  return {
    accountId,
    iban,
    send,
    upload: async (lines, more = {}) =>
      assertAnswer('uploadStatement', await send(camtFile({ iban, currency, lines, ...more }))),
    async record(amount, reference, more = {}) {
      const wish = { amount, reference, currency, payout_account_id: accountId, paid_at: new Date().toISOString() };
      const item = recorded(randomUUID(), { ...wish, ...more });
      return assertAnswer('recordPayments', await sarf.call('POST', '/payments/v1/records', [item]))[0];
    },
    payment: async (id) => assertAnswer('getPayment', await sarf.call('GET', `/payments/v1/${id}`)),
    entries: (query = '') => list(`entries?payout_account_id=${accountId}${query}`),
    suggestions: () => list(`suggestions?payout_account_id=${accountId}`),
    match: (...matches) => sarf.call('POST', '/reconciliation/v1/matches', { matches }),
    undo: (matchId, reason = 'It was another one') =>
      sarf.call('DELETE', `/reconciliation/v1/matches/${matchId}`, { reason }),
    async posted() {
      const { content } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
      return content.find(({ id }: Json) => id === accountId).posted;
    },
    async events(objectId) {
      const { content } = (await sarf.call('GET', `/events/v1?object_id=${objectId}`)).body;
      return content.map(({ type }: Json) => type);
    },
  };
}

/** The id under which the reconciliation of a payment has its events. */
export const reconciliationIdOf = (paymentId: string): string => `${paymentId.slice(0, 14)}9${paymentId.slice(15)}`;

/** Waits until a payout is what a test wants it to be. */
export const untilPayout = (sarf: RunningSarf, id: string, status: string): Promise<Json> =>
  until(`the payout is ${status}`, async () => {
    const { body } = await sarf.call('GET', `/payouts/v1/${id}`);
    return body.status === status && body;
  });
