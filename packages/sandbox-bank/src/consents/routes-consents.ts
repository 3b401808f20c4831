import type { FastifyInstance } from 'fastify';
import { answerUnderFaults } from '../answer.ts';
import type { Bank } from '../bank.ts';
import { pageUrl } from '../bank.ts';
import { invalid } from '../read-wire.ts';
import { Refusal } from '../refuse.ts';
import { askConsent } from './ask-consent.ts';
import { type Consent, statusAt } from './consent.ts';
import { decideConsent } from './decide-consent.ts';
import { presentConsent, presentConsentStatus } from './present-consent.ts';
import { revokeConsent } from './revoke-consent.ts';
import {
  type AskConsentBody,
  askConsentSchema,
  type ConsentStatusBody,
  consentStatusSchema,
  type DecideConsentBody,
  decideConsentSchema,
  nothingSchema,
  readConsentRequest,
} from './wire-consents.ts';

interface ById {
  Params: { id: string };
}

/** POST /consents, GET /consents/{consent_id}, and the decision, status and revocation of consents. */
export function addConsentRoutes(app: FastifyInstance, bank: Bank): void {
  const { books } = bank;
  app.post<{ Body: AskConsentBody }>('/consents', { schema: { body: askConsentSchema } }, ({ body }, reply) => {
    const request = readConsentRequest(body);
    return answerUnderFaults(bank, reply, () => {
      const consent = askConsent(books, request);
      bank.settlement.ring(consent.expiresAt - books.clock.now());
      return { httpStatus: 201, body: presentAsked(bank, consent) };
    });
  });

  app.get<ById>('/consents/:id', async ({ params }) => presentConsent(find(bank, params.id), books.clock.now()));

  app.post<ById & { Body: DecideConsentBody }>(
    '/consents/:id/decision',
    { schema: { body: decideConsentSchema } },
    async ({ params, body }) => decide(bank, find(bank, params.id), body),
  );

  app.post<{ Body: ConsentStatusBody }>(
    '/consents/status',
    { schema: { body: consentStatusSchema } },
    ({ body }, reply) =>
      answerUnderFaults(bank, reply, () => ({ body: { results: body.consent_ids.map((id) => statusOf(bank, id)) } })),
  );

  app.post<ById>('/consents/:id/revoke', { schema: { body: nothingSchema } }, ({ params }, reply) =>
    answerUnderFaults(bank, reply, () => ({ body: revoke(bank, params.id) })),
  );
}

function find({ books }: Bank, consentId: string): Consent {
  const consent = books.consents.find(consentId);
  if (consent === undefined) throw unknownConsent();
  return consent;
}

function presentAsked(bank: Bank, consent: Consent) {
  return {
    consent_id: consent.consentId,
    status: statusAt(consent, bank.books.clock.now()),
    authorisation_url: pageUrl(bank, consent.token),
  };
}

function decide(bank: Bank, consent: Consent, { decision, iban }: DecideConsentBody) {
  const decided = decideConsent(bank.books, consent, decision, iban ?? null);
  if (decided.kind === 'wrong_account') {
    throw invalid('body/iban', `must be an account of this bank in ${consent.currency} with a holder`);
  }
  const now = bank.books.clock.now();
  if (decided.kind === 'wrong_state') {
    const message = `The consent is ${statusAt(consent, now)}; it cannot be decided like that.`;
    throw new Refusal(409, 'WRONG_STATE', message);
  }
  bank.callbacks?.ring();
  return presentConsent(decided.consent, now);
}

function statusOf({ books }: Bank, consentId: string) {
  const consent = books.consents.find(consentId);
  if (consent === undefined) return { consent_id: consentId, status: 'NOTFOUND', account: null };
  return presentConsentStatus(consent, books.clock.now());
}

function revoke(bank: Bank, consentId: string) {
  const revocation = revokeConsent(bank.books, consentId, bank.revokeMs);
  if (revocation === undefined) throw unknownConsent();
  const presented = presentConsent(revocation.consent, bank.books.clock.now());
  if (!revocation.isUnderWay) return presented;
  bank.settlement.ring(bank.revokeMs);
  return { ...presented, status: 'REVOKING' };
}

function unknownConsent(): Refusal {
  return new Refusal(404, 'UNKNOWN_CONSENT', 'This bank has no consent with that id.');
}
