import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { findSource, type SourceKey } from './find-sources.ts';
import { revokeConsent } from './revoke-consent.ts';

/**
 * Deletes a payment source: its consent is revoked at once, and the bank is told. What is already over stays as it is,
 * and so does the row: refunds to the account still work. Refuses with UNKNOWN_PAYMENT_SOURCE.
 */
export async function deleteSource(deps: Deps, key: SourceKey, reason: string, actor: string): Promise<void> {
  const { applicationId, consentId, state } = await findSource(deps, key);
  if (state !== 'active') return;
  try {
    await revokeConsent(deps, { applicationId, id: consentId }, { reason, context: null }, actor);
  } catch (error) {
    // It came to an end by itself between the two.
    if (!(error instanceof Refusal && error.code === 'INVALID_STATE')) throw error;
  }
}
