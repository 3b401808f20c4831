import type { ConsentState } from '@sarf/contract';
import type { ConsentNews } from '../banks/collections.ts';
import type { NewsSource } from '../banks/record-news.ts';
import { rounds } from '../banks/record-news.ts';
import type { Deps } from '../deps.ts';
import { databaseTime, inTransaction, type Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import type { Reason } from '../lifecycle/move.ts';
import { type ConsentRow, dayOf, type SourceRow } from './consent.ts';
import { lockByIds, selectConsents, updateConsents } from './consents-store.ts';
import { type ConsentWalk, moveConsents } from './move-consents.ts';
import { judgeNews } from './news-rules.ts';
import { sealAccount } from './open-account.ts';
import { nextLook } from './schedule.ts';
import { confirmRevocation, turnTo } from './turn.ts';

/** Where news of consents comes from. */
export interface ConsentNewsSource extends Pick<NewsSource, 'actor'> {
  readonly connector: { readonly name: string };
  /** For news that answers a worker: the consents as they were when it took them up, by their ids. */
  readonly takenUp?: ReadonlyMap<string, ConsentRow>;
}

type Recording = Pick<Deps, 'sql' | 'metrics' | 'log' | 'secretKey'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Writes down what a bank said of consents, many at once: locks them, judges each by what it is now, and makes the moves
 * that follow, together with those of their payment sources. An authorised consent makes its payment source. News that
 * is late, doubled or out of order changes nothing. When this resolves, it is saved.
 */
export async function recordConsentNews(
  deps: Recording,
  source: ConsentNewsSource,
  news: readonly ConsentNews[],
): Promise<void> {
  const known = news.flatMap((one) => {
    const consentId = one.consentId.toLowerCase();
    return uuid.test(consentId) ? [{ ...one, consentId }] : [];
  });
  for (const { kind } of news)
    deps.metrics.bankOutcomes.inc({ connector: source.connector.name, outcome: `consent_${kind}` });
  // Several pieces of news of one consent are judged one after another, each on top of the one before.
  for (const round of rounds(known, (one) => one.consentId)) {
    await inTransaction(deps.sql, (tx) => recordRound(tx, deps, source, round));
  }
}

async function recordRound(
  tx: Tx,
  deps: Recording,
  source: ConsentNewsSource,
  news: readonly ConsentNews[],
): Promise<void> {
  const byId = new Map(news.map((one) => [one.consentId, one]));
  const keys = await lockByIds(tx, [...byId.keys()]);
  const now = await databaseTime(tx);
  const walks: ConsentWalk[] = [];
  const waiting: ConsentRow[] = [];
  for (const row of await selectConsents(tx, keys, dayOf(now))) {
    const said = byId.get(row.id);
    // One bank cannot speak for another's.
    if (!said || row.connector !== source.connector.name) continue;
    const next = conclude(deps, source, row, said, now);
    if (next && 'turns' in next) walks.push(next);
    else if (next) waiting.push(next);
  }
  if (waiting.length > 0) await updateConsents(tx, waiting);
  await moveConsents(tx, deps, walks, { actor: source.actor, at: now });
}

/** The moves of a consent, or the consent with another time to look at it; undefined: it stays exactly as it is. */
function conclude(
  deps: Recording,
  { takenUp }: ConsentNewsSource,
  row: ConsentRow,
  news: ConsentNews,
  now: Date,
): ConsentWalk | ConsentRow | undefined {
  const isAnswer = isUntouched(row, takenUp?.get(row.id));
  const verdict = judgeNews(row, news, { isAnswer });
  switch (verdict.kind) {
    case 'move':
      return walkOf(deps, row, verdict.states, news, now);
    case 'confirm':
      return confirmRevocation(row, now);
    case 'ask':
      return { ...row, dueAt: now, leaseUntil: null, asks: 0 };
    case 'contradiction':
      deps.log.error(
        { object: 'consent', id: row.id, state: row.state, outcome: news.kind },
        'the bank contradicts what it said before; a person has to look at it',
      );
  }
  if (!isAnswer) return undefined;
  const asked = { ...row, leaseUntil: null, asks: Math.min(row.asks + 1, 1000) };
  return { ...asked, dueAt: nextLook(asked, now) };
}

// Whoever moved it, or wants it looked at now, has changed one of the two.
const isUntouched = (row: ConsentRow, before: ConsentRow | undefined): boolean =>
  before !== undefined && before.sequence === row.sequence && before.dueAt?.getTime() === row.dueAt?.getTime();

const reasons: Partial<Record<ConsentState, Reason>> = {
  rejected: { code: 'REJECTED_AT_BANK', message: 'The customer refused at the bank.' },
  suspended: { code: 'SUSPENDED_AT_BANK', message: 'The bank suspended the consent.' },
  revoked: { code: 'REVOKED_AT_BANK', message: 'The consent was revoked at the bank.' },
  expired: { code: 'EXPIRED_AT_BANK', message: 'The bank says that the time of the consent is over.' },
};
const resumed: Reason = { code: 'RESUMED_AT_BANK', message: 'The bank lifted the suspension.' };

const reasonOf = (from: ConsentState, to: ConsentState): Reason | null =>
  from === 'suspended' && to === 'authorised' ? resumed : (reasons[to] ?? null);

function walkOf(
  deps: Recording,
  row: ConsentRow,
  states: readonly ConsentState[],
  news: ConsentNews,
  now: Date,
): ConsentWalk {
  const source =
    row.state === 'awaiting_authorisation' && states[0] === 'authorised' ? sourceOf(deps, row, news, now) : null;
  let at = row;
  const turns = states.map((state) => {
    const turn = turnTo(at, state, reasonOf(at.state, state), now, changesOf(state, source, now));
    at = { ...at, ...turn.changes, state };
    return turn;
  });
  return { row, turns, source };
}

function changesOf(state: ConsentState, source: SourceRow | null, now: Date): Partial<ConsentRow> {
  if (state === 'authorised' && source) {
    const { id: paymentSourceId, ibanLast4, sealedAccount, bankIdentifier } = source;
    return { paymentSourceId, ibanLast4, sealedAccount, bankIdentifier };
  }
  if (state !== 'revoked') return {};
  const facts = { blockedAt: now, toldAt: now, confirmedAt: now };
  return { ...facts, revocationReason: reasons.revoked?.code ?? null };
}

/** The payment source that an authorised consent makes. */
function sourceOf(deps: Recording, row: ConsentRow, { account }: ConsentNews, now: Date): SourceRow {
  assert(account, 'an authorised consent has an account');
  const id = newId(now.getTime());
  const iban = account.iban.replaceAll(/\s+/g, '').toUpperCase();
  return {
    applicationId: row.applicationId,
    id,
    customerId: row.customerId,
    consentId: row.id,
    bankIdentifier: account.bankIdentifier,
    currency: row.currency,
    ibanLast4: iban.slice(-4),
    sealedAccount: sealAccount(deps, id, { name: account.holderName, iban }),
    createdAt: now,
    updatedAt: now,
    state: 'active',
    sequence: 1,
  };
}
