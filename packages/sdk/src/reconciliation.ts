import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import type { Payment } from './payments.ts';
import { type Result, resultOf, same } from './result.ts';

type Schemas = components['schemas'];
export type Statement = Schemas['Statement'];
export type StatementEntry = Schemas['StatementEntry'];
export type StatementUpload = Schemas['StatementUpload'];
export type Match = Schemas['Match'];
export type Suggestion = Schemas['Suggestion'];
export type EntryFilter = NonNullable<operations['listEntries']['parameters']['query']>;
export type ReconciliationFilter = NonNullable<operations['listReconciliationPayments']['parameters']['query']>;
export type MatchFilter = NonNullable<operations['listMatches']['parameters']['query']>;

/** A bank statement as a file, and what it is. */
export interface StatementFile {
  readonly content: string | Uint8Array<ArrayBuffer> | Blob;
  readonly mediaType: 'application/xml' | 'text/csv';
  /** For CSV: the name of the column map to read it with, and the account where no column names it. */
  readonly columnMap?: string;
  readonly payoutAccountId?: string;
}

/** What the bank says, and what it proves. */
export interface Reconciliation {
  /** Uploads a statement: camt.053 or CSV. The same file again changes nothing. */
  upload(file: StatementFile): Promise<Result<StatementUpload, 'uploadStatement'>>;
  /** All statements, newest first. Throws SarfRefused. */
  statements(): AsyncGenerator<Statement, void, undefined>;
  /** All entries that fit, newest first. Throws SarfRefused. */
  entries(filter?: EntryFilter): AsyncGenerator<StatementEntry, void, undefined>;
  /** All payments that fit, newest first. Throws SarfRefused. */
  payments(filter?: ReconciliationFilter): AsyncGenerator<Payment, void, undefined>;
  /** Matches that wait for a person, the best first. Throws SarfRefused. */
  suggestions(): AsyncGenerator<Suggestion, void, undefined>;
  /** Makes matches: all of them, or none. */
  match(request: Schemas['MatchRequest']): Promise<Result<Match[], 'createMatches'>>;
  /** All matches that fit, newest first. Throws SarfRefused. */
  matches(filter?: MatchFilter): AsyncGenerator<Match, void, undefined>;
  /** Undoes a match. */
  undo(matchId: string, reason: string): Promise<Result<Match, 'undoMatch'>>;
  /** Says that the money of a payment will not come, or waits for it again. */
  change(
    paymentId: string,
    change: Schemas['ReconciliationChange'],
  ): Promise<Result<Payment, 'changePaymentReconciliation'>>;
  /** The month-end view, one summary for each account. */
  summary(
    span?: NonNullable<operations['summariseReconciliation']['parameters']['query']>,
  ): Promise<Result<Schemas['ReconciliationSummary'][], 'summariseReconciliation'>>;
}

export function reconciliationCalls({ api, repeatable }: Calls): Reconciliation {
  const statements = '/reconciliation/v1/statements';
  const matches = '/reconciliation/v1/matches';
  return {
    upload: ({ content, mediaType, columnMap, payoutAccountId }) => {
      const query = { column_map: columnMap, payout_account_id: payoutAccountId };
      const headers = { 'content-type': mediaType };
      // A file goes as it is; the description of the API can only call it a text.
      const bodySerializer = () => content;
      const call = api.POST(statements, { params: { query }, body: '', bodySerializer, headers, ...repeatable });
      return resultOf('uploadStatement', call, same);
    },
    statements: () =>
      itemsOf(
        (after) => resultOf('listStatements', api.GET(statements, { params: { query: { after } } }), same),
        undefined,
      ),
    entries: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listEntries', api.GET('/reconciliation/v1/entries', { params: { query } }), same);
      }, after),
    payments: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        const page = api.GET('/reconciliation/v1/payments', { params: { query } });
        return resultOf('listReconciliationPayments', page, same);
      }, after),
    suggestions: () =>
      itemsOf((after) => {
        const page = api.GET('/reconciliation/v1/suggestions', { params: { query: { after } } });
        return resultOf('listSuggestions', page, same);
      }, undefined),
    match: (body) => resultOf('createMatches', api.POST(matches, { body }), (data) => data?.content),
    matches: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listMatches', api.GET(matches, { params: { query } }), same);
      }, after),
    undo: (match_id, reason) =>
      resultOf(
        'undoMatch',
        api.DELETE('/reconciliation/v1/matches/{match_id}', { params: { path: { match_id }, query: { reason } } }),
        same,
      ),
    change: (payment_id, body) =>
      resultOf(
        'changePaymentReconciliation',
        api.PATCH('/reconciliation/v1/payments/{payment_id}', { params: { path: { payment_id } }, body }),
        same,
      ),
    summary: (query = {}) =>
      resultOf(
        'summariseReconciliation',
        api.GET('/reconciliation/v1/summary', { params: { query } }),
        (data) => data?.content,
      ),
  };
}
