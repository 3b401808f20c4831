import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { type Row, text, textOrNull, whole, wholeOrNull } from '../row.ts';
import { type Consent, type ConsentRequest, type ConsentStatus, isConsentStatus, type Limits } from './consent.ts';

const selectSql = `
  select c.consent_id, c.token, c.status, c.creditor_iban, c.creditor_name, c.currency, c.reference, c.limits,
    c.return_url, c.account_iban, c.created_at, c.expires_at, c.decided_at, c.revoked_at, c.revoke_due_at, a.holder_name
  from consent c left join account a on a.iban = c.account_iban`;

/** These words stand in the index as well; it is used only when they are the same. */
const expiring = "status in ('AWAITING', 'AUTHORISED', 'SUSPENDED')";

/** The statements on consents; each runs in the transaction of its caller, if there is one. */
export function consentsIn(db: DatabaseSync) {
  const insert = db.prepare(`
    insert into consent (consent_id, token, creditor_iban, creditor_name, currency, reference, limits, return_url,
      created_at, expires_at)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (consent_id) do nothing`);
  const byId = db.prepare(`${selectSql} where c.consent_id = ?`);
  const byToken = db.prepare(`${selectSql} where c.token = ?`);
  const expired = db.prepare(`${selectSql} where c.${expiring} and c.expires_at <= ? order by c.expires_at limit ?`);
  const revocable = db.prepare(`
    ${selectSql} where c.revoke_due_at is not null and c.revoke_due_at <= ? order by c.revoke_due_at limit ?`);
  const firstDue = db.prepare(`
    select min(at) as at from (
      select min(expires_at) as at from consent where ${expiring}
      union all
      select min(revoke_due_at) from consent where revoke_due_at is not null
    )`);
  const move = db.prepare('update consent set status = ? where consent_id = ?');
  const decide = db.prepare('update consent set account_iban = ?, decided_at = ? where consent_id = ?');
  const revoke = db.prepare(`
    update consent set status = 'REVOKED', revoked_at = ?, revoke_due_at = null where consent_id = ?`);
  const revokeLater = db.prepare('update consent set revoke_due_at = ? where consent_id = ?');
  return {
    /** Notes what a payer is asked; one that is there already stays as it is. */
    add: (request: ConsentRequest, token: string, createdAt: number): unknown =>
      insert.run(...valuesOf(request, token, createdAt)),
    find(consentId: string): Consent | undefined {
      const row = byId.get(consentId);
      return row === undefined ? undefined : consentFrom(row);
    },
    findByToken(token: string): Consent | undefined {
      const row = byToken.get(token);
      return row === undefined ? undefined : consentFrom(row);
    },
    /** Up to `limit` consents whose time is over at a bank time. */
    expired: (at: number, limit: number): Consent[] => expired.all(at, limit).map(consentFrom),
    /** Up to `limit` consents whose revocation is to be carried out at a bank time. */
    revocable: (at: number, limit: number): Consent[] => revocable.all(at, limit).map(consentFrom),
    /** When the next consent expires or is revoked, bank time in milliseconds; null when none will. */
    firstDueAt(): number | null {
      const row = firstDue.get();
      return row === undefined ? null : wholeOrNull(row, 'at');
    },
    /** Notes when the payer decided, and on which account, if any. */
    decide: (consentId: string, iban: string | null, at: number): unknown => decide.run(iban, at, consentId),
    move: (consentId: string, status: ConsentStatus): unknown => move.run(status, consentId),
    revoke: (consentId: string, at: number): unknown => revoke.run(at, consentId),
    revokeLater: (consentId: string, at: number): unknown => revokeLater.run(at, consentId),
  };
}

function valuesOf(request: ConsentRequest, token: string, createdAt: number) {
  return [
    request.consentId,
    token,
    request.creditorIban,
    request.creditorName,
    request.currency,
    request.reference,
    JSON.stringify(request.limits),
    request.returnUrl,
    createdAt,
    request.expiresAt,
  ];
}

function consentFrom(row: Row): Consent {
  const status = text(row, 'status');
  const limits: Limits = JSON.parse(text(row, 'limits'));
  assert(isConsentStatus(status), `${status} is not a status of a consent`);
  return {
    consentId: text(row, 'consent_id'),
    token: text(row, 'token'),
    status,
    creditorIban: text(row, 'creditor_iban'),
    creditorName: textOrNull(row, 'creditor_name'),
    currency: text(row, 'currency'),
    reference: text(row, 'reference'),
    limits,
    returnUrl: textOrNull(row, 'return_url'),
    accountIban: textOrNull(row, 'account_iban'),
    holderName: textOrNull(row, 'holder_name'),
    createdAt: whole(row, 'created_at'),
    expiresAt: whole(row, 'expires_at'),
    decidedAt: wholeOrNull(row, 'decided_at'),
    revokedAt: wholeOrNull(row, 'revoked_at'),
    revokeDueAt: wholeOrNull(row, 'revoke_due_at'),
  };
}
