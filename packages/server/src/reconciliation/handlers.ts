import { operations, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { actorOf, type Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { inTransaction } from '../foundation/database.ts';
import { cutPage } from '../foundation/page.ts';
import { refusalOf } from '../foundation/refuse.ts';
import { listPayments } from '../payments/find-payments.ts';
import { setReceived } from '../payments/reconcile-payments.ts';
import { showPayments } from '../payments/show-payments.ts';
import { listColumnMaps, putColumnMap } from './column-maps.ts';
import { acceptSuggestion, createMatches } from './create-matches.ts';
import { openImporter } from './import-statement.ts';
import { listSuggestions } from './list-suggestions.ts';
import { selectMatches } from './matches-store.ts';
import { presentEntry, presentMatch, presentStatement } from './present.ts';
import { findEntry, type KnownEntry, listEntries } from './read-entries.ts';
import { selectStatements } from './statements-store.ts';
import { summarise } from './summarise.ts';
import type { Taken } from './take-file.ts';
import { undoMatch } from './undo-match.ts';
import { uploadStatement } from './upload-statement.ts';

type StatementIds =
  | 'uploadStatement'
  | 'listStatements'
  | 'listEntries'
  | 'getEntry'
  | 'listColumnMaps'
  | 'putColumnMap';
type MatchIds = 'listSuggestions' | 'createMatches' | 'listMatches' | 'undoMatch';
type PaymentIds = 'listReconciliationPayments' | 'changePaymentReconciliation' | 'summariseReconciliation';

const PAGE_SIZE = 50;

/** Which verb answers which operation. */
export function reconciliationHandlers(deps: Deps): Pick<Handlers, StatementIds | MatchIds | PaymentIds> {
  return { ...statementHandlers(deps), ...matchHandlers(deps), ...paymentHandlers(deps) };
}

function statementHandlers(deps: Deps): Pick<Handlers, StatementIds> {
  const importer = openImporter(deps);
  return {
    async uploadStatement({ caller, query, body }) {
      const taken = await uploadStatement(deps, importer, {
        applicationId: caller.applicationId,
        actor: actorOf(caller),
        file: body,
        bytesMax: operations.uploadStatement.file.bytesMax,
        columnMap: query.column_map,
        payoutAccountId: query.payout_account_id,
      });
      return { body: presentTaken(taken) };
    },
    async listStatements({ caller, query }) {
      const size = query.page_size ?? PAGE_SIZE;
      const filter = { after: query.after, payoutAccountId: query.payout_account_id };
      const rows = await selectStatements(deps.sql, caller.applicationId, filter, size + 1);
      return { body: cutPage(rows, size, presentStatement) };
    },
    async listEntries({ caller, query }) {
      const size = query.page_size ?? PAGE_SIZE;
      return { body: cutPage(await listEntries(deps, caller.applicationId, query, size), size, presentKnown) };
    },
    async getEntry({ caller, params }) {
      return {
        body: presentKnown(await findEntry(deps, { applicationId: caller.applicationId, id: params.entry_id })),
      };
    },
    async listColumnMaps({ caller }) {
      return { body: { content: await listColumnMaps(deps, caller.applicationId) } };
    },
    putColumnMap: async ({ caller, params, body }) => ({
      body: await putColumnMap(deps, caller.applicationId, params.name, body),
    }),
  };
}

const presentKnown = (entry: KnownEntry) => presentEntry(entry, entry.matches);

function presentTaken({
  statements,
  duplicate,
  matched,
  suggested,
  unknownDebits,
  notDone,
}: Taken): Static<typeof schemas.StatementUpload> {
  return {
    entries: statements.reduce((sum, { entries }) => sum + entries, 0),
    new_entries: duplicate ? 0 : statements.reduce((sum, { newEntries }) => sum + newEntries, 0),
    matched,
    suggested,
    unknown_debits: unknownDebits,
    duplicate,
    warnings: [...new Set([...statements.flatMap(({ warnings }) => warnings), ...notDone])],
    statements: statements.map(presentStatement),
  };
}

function matchHandlers(deps: Deps): Pick<Handlers, MatchIds> {
  return {
    async listSuggestions({ caller, query }) {
      return { body: await listSuggestions(deps, caller.applicationId, query, query.page_size ?? PAGE_SIZE) };
    },
    async createMatches({ caller, body }) {
      const { applicationId } = caller;
      const { suggestion_id: suggestionId, matches = [] } = body;
      const rows =
        suggestionId === undefined
          ? await createMatches(deps, applicationId, matches, actorOf(caller))
          : await acceptSuggestion(deps, { applicationId, id: suggestionId }, actorOf(caller));
      return { body: { content: rows.map(presentMatch) } };
    },
    async listMatches({ caller, query }) {
      const size = query.page_size ?? PAGE_SIZE;
      const { after, entry_id: entryId, payment_id: paymentId, payout_id: payoutId } = query;
      const filter = { after, entryId, paymentId, payoutId };
      return {
        body: cutPage(await selectMatches(deps.sql, caller.applicationId, filter, size + 1), size, presentMatch),
      };
    },
    async undoMatch({ caller, params, query, body }) {
      const reason = body.reason ?? query.reason;
      const fault = { path: 'reason', message: 'is required', code: 'MISSING_PARAMETERS' as const };
      const refusal = refusalOf(reason === undefined ? [fault] : []);
      if (reason === undefined || refusal) throw refusal;
      const key = { applicationId: caller.applicationId, id: params.match_id };
      return { body: presentMatch(await undoMatch(deps, key, reason, actorOf(caller))) };
    },
  };
}

function paymentHandlers(deps: Deps): Pick<Handlers, PaymentIds> {
  return {
    async listReconciliationPayments({ caller, query }) {
      const size = query.page_size ?? PAGE_SIZE;
      const { status, ...rest } = query;
      const wanted = status === undefined ? rest : { ...rest, reconciliation_status: status };
      const rows = await listPayments(deps, caller.applicationId, wanted, size);
      const { content, page } = cutPage(rows, size, (row) => row);
      return { body: { content: await showPayments(deps, content, { masked: true }), page } };
    },
    async changePaymentReconciliation({ caller, params, body }) {
      const key = { applicationId: caller.applicationId, id: params.payment_id };
      const to = body.status === 'UNRECEIVED' ? 'unreceived' : 'outstanding';
      const by = { actor: actorOf(caller), at: deps.clock.now() };
      const row = await inTransaction(deps.sql, (tx) => setReceived(tx, deps, key, to, body.reason, by));
      return { body: (await showPayments(deps, [row], { masked: false }))[0] };
    },
    async summariseReconciliation({ caller, query }) {
      return { body: { content: await summarise(deps, caller.applicationId, query) } };
    },
  };
}
