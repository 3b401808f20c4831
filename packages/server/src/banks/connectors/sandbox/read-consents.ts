import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ConsentNews } from '../../collections.ts';
import { orNull, plain } from './wire-parts.ts';

/** A consent as the bank speaks of it. */
export const Consent = Type.Object({
  consent_id: Type.String(),
  status: Type.String(),
  account: orNull(
    Type.Object({
      iban: Type.String(),
      holder_name: orNull(Type.String()),
      currency: Type.String(),
      bank_identifier: Type.String(),
    }),
  ),
});

const results = Compile(Type.Object({ results: Type.Array(Consent) }));
const status = Compile(Type.Object({ status: Type.String() }));

const kinds: Readonly<Record<string, ConsentNews['kind']>> = {
  AWAITING: 'awaiting',
  AUTHORISED: 'authorised',
  REJECTED: 'rejected',
  SUSPENDED: 'suspended',
  REVOKED: 'revoked',
  EXPIRED: 'expired',
  NOTFOUND: 'not_known',
};

/** What the bank says of one consent. A word that we do not know decides nothing. */
export function consentNewsOf({ consent_id, status: word, account }: Static<typeof Consent>): ConsentNews {
  return {
    consentId: plain(consent_id),
    kind: kinds[word] ?? 'unknown',
    account: account && {
      holderName: plain(account.holder_name ?? ''),
      iban: plain(account.iban),
      currency: plain(account.currency),
      bankIdentifier: plain(account.bank_identifier),
    },
  };
}

/** What is said of consents in the bank's answer, or undefined when it is not one that can be read. */
export function readConsents(body: unknown): ConsentNews[] | undefined {
  return results.Check(body) ? body.results.map(consentNewsOf) : undefined;
}

/** The bank's own word for how a consent stands; undefined when there is none. */
export const readStatus = (body: unknown): string | undefined => (status.Check(body) ? body.status : undefined);
