import type { Party } from '../banks/collections.ts';
import type { Deps } from '../deps.ts';
import { assert } from '../foundation/refuse.ts';
import { seal, unseal } from '../foundation/seal.ts';

const purposeOf = (id: string): string => `payment_source:${id}`;

/** Seals whose account a payment source is, so that it can be opened for this source alone. */
export function sealAccount({ secretKey }: Pick<Deps, 'secretKey'>, id: string, { name, iban }: Party): string {
  return seal(secretKey, purposeOf(id), JSON.stringify({ name, iban }));
}

/** The holder and the IBAN of a payment source. */
export function openAccount(
  { secretKey }: Pick<Deps, 'secretKey'>,
  { id, sealedAccount }: { readonly id: string; readonly sealedAccount: string },
): Party {
  const { name, iban }: { name?: unknown; iban?: unknown } = JSON.parse(
    unseal(secretKey, purposeOf(id), sealedAccount),
  );
  assert(typeof name === 'string' && typeof iban === 'string', `the account of ${id} was sealed as a party`);
  return { name, iban };
}
