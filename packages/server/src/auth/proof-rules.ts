import type { Role } from '@sarf/contract';
import { after } from '../foundation/clock.ts';

/** What a person may prove beyond having a session. A backup code stands for a code of the app. */
export const proofs = ['totp', 'backup_code', 'passkey', 'password'] as const;
export type Proven = (typeof proofs)[number];

/** What somebody proved last, and when. */
export interface Proof {
  readonly by: Proven;
  readonly at: Date;
}

/** What a person has set up beside their password. */
export interface Factors {
  readonly totp: boolean;
  readonly passkeys: number;
}

/** What is asked for before money is released; `set_up`: nothing that they have is enough. */
export type Demand = 'totp' | 'passkey' | 'password' | 'set_up';

/** For how long a proof is fresh. */
const PROOF_LASTS_MS = 5 * 60_000;

/** Who releases money in live mode only after setting up more than a password. */
const needMore: ReadonlySet<Role> = new Set(['owner', 'controller']);

/** What this person has to prove before money is released. Pure. */
export function demandOf(role: Role, { totp, passkeys }: Factors, mode: 'sandbox' | 'live'): Demand {
  if (totp) return 'totp';
  if (passkeys > 0) return 'passkey';
  return mode === 'live' && needMore.has(role) ? 'set_up' : 'password';
}

/**
 * Until when this person may release money without proving anything again; null: not now. A password proves nothing to
 * whoever has more than a password. Pure.
 */
export function freshUntil(proof: Proof | null, demand: Demand, now: Date): Date | null {
  if (!proof || demand === 'set_up' || (proof.by === 'password' && demand !== 'password')) return null;
  const until = after(proof.at, PROOF_LASTS_MS);
  return until > now ? until : null;
}
