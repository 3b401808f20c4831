import { amountToText } from '../../../foundation/money.ts';
import { PAGES, post, type Reply } from './call.ts';

const TIMEOUT_MS = 5000;

/** A transfer that somebody makes to an account of ours, without our having asked for it. */
interface Transfer {
  readonly iban: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly from: string;
  readonly remittance: string;
}

/** Approves a consent as the payer would on the page of the sandbox bank. Throws a sentence when it was not done. */
export async function approveAsPayer(bankUrl: string, consentId: string): Promise<void> {
  demand(await post(`${bankUrl}/consents/${consentId}/decision`, { decision: 'approve' }, TIMEOUT_MS));
}

/** Lets somebody transfer money to an account at the sandbox bank. Throws a sentence when it was not done. */
export async function transferAsPayer(bankUrl: string, transfer: Transfer): Promise<void> {
  const { iban, amountMinor, currency, from, remittance } = transfer;
  const amount = amountToText(amountMinor, currency);
  const line = { direction: 'credit', amount, remittance, counterparty: { name: from } };
  demand(await post(`${bankUrl}/accounts/${iban}/entries`, line, TIMEOUT_MS, PAGES));
}

function demand(reply: Reply): void {
  if (reply.kind !== 'answer') throw new Error(reply.message);
}
