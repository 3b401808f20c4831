import type { Deps } from '../../deps.ts';
import { after } from '../../foundation/clock.ts';
import { inTransaction } from '../../foundation/database.ts';
import { neighbourhoodOf } from '../../foundation/networks.ts';
import { Refusal } from '../../foundation/refuse.ts';
import { hashSecret } from '../../foundation/seal.ts';
import { accountPatience, addressPatience, lockedUntil, type Patience } from './attempt-rules.ts';
import * as store from './attempts-store.ts';

type AttemptDeps = Pick<Deps, 'sql' | 'clock'>;

/** A try at a password, a code or a passkey, which counts as a wrong one until it is known to be right. */
export interface Attempt {
  /** It was right, and everything is proven: earlier wrong tries at the account are forgotten. */
  succeed(): Promise<void>;
  /** It was right, and something else is still to be proven: earlier wrong tries still count. */
  goOn(): Promise<void>;
}

const TWO_DAYS_MS = 2 * 24 * 3_600_000;

const accountKeyOf = (email: string): string => hashSecret(`account ${email.toLowerCase()}`);
const addressKeyOf = (ip: string | null): string => hashSecret(`address ${neighbourhoodOf(ip ?? '')}`);

/**
 * Begins a try. It is counted before it is looked at: of many tries at once none gets past the limit. Refuses with
 * RATE_LIMIT_EXCEEDED while the account or the address is locked, the same whether there is such an account or not.
 * @param account the e-mail address that was typed; null: it is not known yet whose try it is
 */
export function beginAttempt(deps: AttemptDeps, account: string | null, ip: string | null): Promise<Attempt> {
  const ofAccount = account === null ? [] : [{ key: accountKeyOf(account), patience: accountPatience }];
  const limits = [...ofAccount, { key: addressKeyOf(ip), patience: addressPatience }];
  return begin(deps, { limits, keys: limits.map(({ key }) => key), forgotten: ofAccount.map(({ key }) => key) });
}

/**
 * Begins a try of somebody who is signed in. It counts at the account and the address as every try does, and is refused
 * with RATE_LIMIT_EXCEEDED after too many of its own kind alone: who is signed in proves who they are, however often
 * others try to sign in as them.
 */
export function beginSignedAttempt(deps: AttemptDeps, email: string, ip: string | null): Promise<Attempt> {
  const own = hashSecret(`signed in ${email.toLowerCase()}`);
  const limits = [{ key: own, patience: accountPatience }];
  return begin(deps, { limits, keys: [own, accountKeyOf(email), addressKeyOf(ip)], forgotten: [own] });
}

interface Counting {
  readonly limits: readonly { readonly key: string; readonly patience: Patience }[];
  /** Where it is counted. */
  readonly keys: readonly string[];
  /** Where wrong tries are forgotten once it was right. */
  readonly forgotten: readonly string[];
}

async function begin(deps: AttemptDeps, { limits, keys, forgotten }: Counting): Promise<Attempt> {
  const at = deps.clock.now();
  await inTransaction(deps.sql, async (tx) => {
    await store.lockAttempts(tx, keys);
    for (const { key, patience } of limits) {
      const until = lockedUntil(await store.selectFailures(tx, key, patience.triesMax), patience, at);
      if (until) throw locked(until, at);
    }
    await store.insertFailures(tx, keys, at);
  });
  return {
    async succeed() {
      await store.deleteTry(deps.sql, keys, at);
      for (const key of forgotten) await store.deleteFailures(deps.sql, key);
    },
    goOn: () => store.deleteTry(deps.sql, keys, at),
  };
}

function locked(until: Date, now: Date): Refusal {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  const minutes = Math.ceil(seconds / 60);
  const message = `Too many wrong tries. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
  return new Refusal('RATE_LIMIT_EXCEEDED', message, { metadata: { retry_after_seconds: seconds } });
}

const CODE_USED_MS = 5 * 60_000;

/** Uses a code of an app; false where it was used before: each is good once (RFC 6238 section 5.2). */
export function useCode(deps: AttemptDeps, userId: string, code: string): Promise<boolean> {
  const at = deps.clock.now();
  const codeHash = hashSecret(`${userId} ${code}`);
  return inTransaction(deps.sql, (tx) => store.insertUsedCode(tx, { userId, codeHash }, at, after(at, -CODE_USED_MS)));
}

/** Forgets sessions and challenges that are over, and wrong tries that no lock rests on. */
export function forgetSignIns(deps: AttemptDeps): Promise<void> {
  return store.deleteOver(deps.sql, after(deps.clock.now(), -TWO_DAYS_MS));
}
