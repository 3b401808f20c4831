import type { FastifyReply } from 'fastify';
import type { Bank } from '../bank.ts';
import { type Consent, statusAt } from '../consents/consent.ts';
import { decideConsent } from '../consents/decide-consent.ts';
import { payersIn } from '../payers.ts';
import { consentDecidedPage, consentPage } from './consent-page.ts';
import type { Form } from './read-form.ts';
import { accountFault, sendDecided, sendPage } from './respond.ts';

/** Shows a consent to its payer. */
export function showConsent(bank: Bank, reply: FastifyReply, consent: Consent, fault: string | null): FastifyReply {
  const status = statusAt(consent, bank.books.clock.now());
  if (status !== 'AWAITING') return sendPage(reply, 200, consentDecidedPage(consent, status, false));
  const accounts = payersIn(bank.books, consent.currency);
  return sendPage(reply, fault === null ? 200 : 400, consentPage(consent, accounts, fault), consent.returnUrl);
}

/** Takes the payer's decision about a consent. */
export async function takeConsent(
  bank: Bank,
  reply: FastifyReply,
  consent: Consent,
  form: Form | null,
): Promise<FastifyReply> {
  if (form === null) return showConsent(bank, reply, consent, 'Press Approve or Refuse.');
  const fault = accountFault(bank, consent.currency, form);
  if (fault !== null) return showConsent(bank, reply, consent, fault);
  const decided = decideConsent(bank.books, consent, form.decision, form.account);
  if (decided.kind !== 'taken') return showConsent(bank, reply, consent, null);
  bank.callbacks?.ring();
  const { consentId, status, returnUrl } = decided.consent;
  const body = consentDecidedPage(decided.consent, status, true);
  return await sendDecided(bank, reply, {}, { returnUrl, news: { consent_id: consentId, status }, body });
}
