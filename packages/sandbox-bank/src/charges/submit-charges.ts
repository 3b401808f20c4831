import { holderOf } from '../accounts.ts';
import type { Books } from '../books.ts';
import { statusAt } from '../consents/consent.ts';
import type { Instruction, Order, Party } from '../instruction.ts';
import type { ReasonCode } from '../reasons.ts';

/** A charge as a client sends it. */
export interface Charge {
  endToEndId: string;
  consentId: string;
  amount: string;
  currency: string;
  creditorIban: string;
  creditorName: string | null;
  remittance: string | null;
}

/** A charge on the account that its consent names. */
export interface ChargeOrder extends Order {
  /** Who pays; null when no account was ever chosen. */
  debtor: Party | null;
}

/**
 * Makes instructions of charges, by the consents as they are now. Without a consent that is in force a charge is
 * refused, and has no debtor when none was ever chosen.
 */
export function ordersOf(books: Books, charges: readonly Charge[]): ChargeOrder[] {
  const now = books.clock.now();
  return charges.map((charge) => {
    const consent = books.consents.find(charge.consentId);
    const iban = consent?.accountIban ?? '';
    const instruction: Instruction = {
      kind: 'charge',
      endToEndId: charge.endToEndId,
      consentId: charge.consentId,
      amount: charge.amount,
      currency: charge.currency,
      debtorIban: iban,
      creditor: {
        name: charge.creditorName ?? consent?.creditorName ?? charge.creditorIban,
        iban: charge.creditorIban,
        accountNumber: null,
        bankCode: null,
      },
      remittance: charge.remittance,
    };
    let refusal: ReasonCode | null = null;
    if (consent === undefined) refusal = 'AG01';
    else if (statusAt(consent, now) !== 'AUTHORISED') refusal = 'MD01';
    return { instruction, refusal, debtor: holderOf(books.accounts.find(iban)) };
  });
}
