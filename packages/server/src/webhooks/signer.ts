import type { Deps } from '../deps.ts';
import { unseal } from '../foundation/seal.ts';
import type { TargetRow } from './deliveries-store.ts';
import { leanHeaders, SECRET_PURPOSE, signingKeyOf, standardHeaders } from './signature.ts';

/** The headers that prove to an endpoint that a body comes from us. */
export type Sign = (target: TargetRow, id: string, body: string, now: Date) => Record<string, string>;

/** Opens what signs deliveries, with the secrets of their endpoints. */
export function openSigner(deps: Pick<Deps, 'secretKey'>): Sign {
  const signingKey = signingKeyOf(deps.secretKey);
  // Unsealing each secret for each delivery would take longer than signing.
  const known = new Map<string, string>();
  const open = (sealed: string): string => {
    const secret = known.get(sealed) ?? unseal(deps.secretKey, SECRET_PURPOSE, sealed);
    if (known.size >= 10_000) known.clear();
    known.set(sealed, secret);
    return secret;
  };
  return (target, id, body, now) => {
    const { sealedSecret, sealedPreviousSecret, previousSecretUntil } = target;
    const isStillValid = sealedPreviousSecret !== null && previousSecretUntil !== null && previousSecretUntil > now;
    const secrets = [open(sealedSecret), ...(isStillValid ? [open(sealedPreviousSecret)] : [])];
    const timestampSeconds = Math.floor(now.getTime() / 1000);
    return target.dialect === 'lean'
      ? leanHeaders({ body, secrets })
      : standardHeaders({ id, timestampSeconds, body, secrets, signingKey });
  };
}
