import { decimalsOf, type Fault, findCountry, type RefusalCode, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { readIban } from '../foundation/iban.ts';

export type DestinationRequest = Static<typeof schemas.DestinationRequest>;

/** Where the money goes, in the one form in which it is kept. */
export interface Details {
  readonly beneficiaryName: string;
  readonly iban: string | null;
  readonly accountNumber: string | null;
  readonly bankCode: string | null;
  readonly country: string;
  readonly currency: string;
}

/** What somebody looks for: a part of a name, or of an account when there is a digit in it. */
export function searchOf(text: string): { readonly name: string; readonly account: string | null } {
  const name = text.trim().replaceAll(/\s+/g, ' ');
  return { name, account: /\d/.test(name) ? name.replaceAll(/[\s-]/g, '').toUpperCase() : null };
}

type Reading = { readonly details: Details } | { readonly faults: Fault[] };

const fault = (path: string, message: string, code: RefusalCode): Fault => ({ path, message, code });

/**
 * Reads a request for a destination: the IBAN is checked, country, bank and currency are derived from it where they
 * are absent. Gives the details, or every fault at once: INVALID_IBAN, MISSING_PARAMETERS, UNKNOWN_COUNTRY,
 * UNKNOWN_CURRENCY, INVALID_NAME, INVALID_PARAMETERS.
 */
export function readDestination(request: Partial<DestinationRequest>): Reading {
  const faults: Fault[] = [];
  const beneficiaryName = (request.beneficiary_name ?? '').trim().replaceAll(/\s+/g, ' ');
  if (request.beneficiary_name !== undefined && !/\p{L}|\p{N}/u.test(beneficiaryName)) {
    faults.push(fault('beneficiary_name', 'A name needs letters or digits.', 'INVALID_NAME'));
  }
  const iban = request.iban === undefined ? undefined : readIban(request.iban);
  if (iban && !iban.ok) faults.push(fault('iban', iban.message, 'INVALID_IBAN'));
  if (!iban) faults.push(...missingAccount(request));

  const country = request.country === undefined ? undefined : findCountry(request.country.toUpperCase());
  if (request.country !== undefined && !country) {
    faults.push(fault('country', 'Not an ISO 3166 alpha-2 or alpha-3 code.', 'UNKNOWN_COUNTRY'));
  }
  if (iban?.ok && country && country.alpha2 !== iban.country) {
    faults.push(fault('country', `The IBAN belongs to ${iban.country}.`, 'INVALID_PARAMETERS'));
  }
  if (request.currency !== undefined && decimalsOf(request.currency) === undefined) {
    faults.push(fault('currency', 'Not an ISO 4217 code in use.', 'UNKNOWN_CURRENCY'));
  }
  if (faults.length > 0) return { faults };

  const place = iban?.ok ? findCountry(iban.country) : country;
  return {
    details: {
      beneficiaryName,
      iban: iban?.ok ? iban.iban : null,
      accountNumber: request.account_number?.trim() ?? null,
      bankCode: request.bank_code?.trim().toUpperCase() ?? (iban?.ok ? iban.bankCode : null),
      country: iban?.ok ? iban.country : (country?.alpha2 ?? ''),
      currency: request.currency ?? place?.currency ?? 'USD',
    },
  };
}

function missingAccount(request: Partial<DestinationRequest>): Fault[] {
  const needed = ['account_number', 'bank_code', 'country'] as const;
  const isMissing = (name: (typeof needed)[number]): boolean => !request[name]?.trim();
  if (needed.every(isMissing)) {
    return [fault('iban', 'Send an iban, or account_number, bank_code and country.', 'MISSING_PARAMETERS')];
  }
  return needed.filter(isMissing).map((name) => fault(name, 'Needed where there is no iban.', 'MISSING_PARAMETERS'));
}

/** The faults of a body that only a look at its values shows; what is not text is left to the schema. */
export function destinationFaults(body: unknown): Fault[] {
  if (typeof body !== 'object' || body === null) return [];
  const texts: Record<string, string> = {};
  const wrong = new Set<string>();
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') texts[name] = value;
    else wrong.add(name);
  }
  const reading = readDestination(texts);
  if ('details' in reading) return [];
  return reading.faults.filter((one) => !wrong.has(one.path));
}
