import { consentStatusOf } from '@sarf/contract';
import { actorOf, type Caller, type Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { createBatcher } from '../foundation/batch.ts';
import { newId } from '../foundation/id.ts';
import { cutPage } from '../foundation/page.ts';
import { Refusal, refusalOf } from '../foundation/refuse.ts';
import { presentLine } from '../lifecycle/present-line.ts';
import { inviteCustomer } from './call-banks.ts';
import type { ConsentRow, Key } from './consent.ts';
import { type ConsentRequest, readTerms } from './consent-rules.ts';
import { type Creation, createConsents } from './create-consents.ts';
import { deleteSource } from './delete-source.ts';
import { findConsent, findHistory, listConsents } from './find-consents.ts';
import { findSource, listSources, type SourceKey } from './find-sources.ts';
import { openAccount } from './open-account.ts';
import { presentConsent, presentRevocation, presentSource } from './present.ts';
import { openReceipts } from './receipts.ts';
import { revokeConsent } from './revoke-consent.ts';

type ConsentIds =
  | 'createConsent'
  | 'listConsents'
  | 'getConsent'
  | 'getConsentHistory'
  | 'revokeConsent'
  | 'getConsentRevocation';
type SourceIds = 'listCustomerPaymentSources' | 'getPaymentSourceById' | 'deletePaymentSource';

/** Which verb answers which operation. Consents that are asked for at once share a batch. */
export function consentHandlers(deps: Deps): Pick<Handlers, ConsentIds> {
  const creating = createBatcher({
    run: (creations: readonly Creation[], attempt) => createConsents(deps, creations, attempt),
    itemsMax: 500,
    inFlightMax: 2,
    waitingMax: 10_000,
  });
  const sign = openReceipts(deps);
  const showRevocation = async (row: ConsentRow) => ({ body: presentRevocation(row, await sign(row)) });
  return {
    async createConsent({ caller, body }) {
      const row = await creating.submit(creationOf(deps, caller, body));
      return { body: presentConsent(await inviteSoon(deps, row, actorOf(caller))) };
    },
    async listConsents({ caller: { applicationId }, query }) {
      const size = query.page_size ?? 50;
      const rows = await listConsents(deps, applicationId, query, size);
      return { body: cutPage(rows, size, (row) => presentConsent(row)) };
    },
    async getConsent({ caller, params }) {
      const row = await findConsent(deps, consentKey(caller, params));
      return { body: presentConsent(row, holderOf(deps, row)) };
    },
    async getConsentHistory({ caller, params }) {
      return {
        body: {
          content: (await findHistory(deps, consentKey(caller, params))).map((line) =>
            presentLine(line, consentStatusOf),
          ),
        },
      };
    },
    async revokeConsent({ caller, params, body }) {
      const grounds = { reason: body.reason ?? 'END_USER_REQUESTED', context: body.additional_context ?? null };
      return showRevocation(await revokeConsent(deps, consentKey(caller, params), grounds, actorOf(caller)));
    },
    async getConsentRevocation({ caller, params }) {
      const row = await findConsent(deps, consentKey(caller, params));
      if (row.state !== 'revoked') throw new Refusal('INVALID_STATE', 'This consent was not revoked.');
      return showRevocation(row);
    },
  };
}

export function sourceHandlers(deps: Deps): Pick<Handlers, SourceIds> {
  return {
    async listCustomerPaymentSources({ caller: { applicationId }, params }) {
      return { body: (await listSources(deps, applicationId, params.customer_id)).map(presentSource) };
    },
    async getPaymentSourceById({ caller, params }) {
      return { body: presentSource(await findSource(deps, sourceKey(caller, params))) };
    },
    async deletePaymentSource({ caller, params, body }) {
      await deleteSource(deps, sourceKey(caller, params), body.reason ?? 'USER_REQUESTED', actorOf(caller));
      return { body: undefined };
    },
  };
}

const consentKey = ({ applicationId }: Caller, params: { readonly consent_id: string }): Key => ({
  applicationId,
  id: params.consent_id,
});

const sourceKey = (
  { applicationId }: Caller,
  params: { readonly customer_id: string; readonly payment_source_id: string },
): SourceKey => ({ applicationId, customerId: params.customer_id, id: params.payment_source_id });

/** The name of whose account it is, once it is known. */
function holderOf(deps: Deps, { paymentSourceId: id, sealedAccount }: ConsentRow): string | null {
  return id === null || sealedAccount === null ? null : openAccount(deps, { id, sealedAccount }).name;
}

/** Asks the bank for the page. The consent is saved, so what breaks here is mended by a worker and fails nothing. */
async function inviteSoon(deps: Deps, row: ConsentRow, actor: string): Promise<ConsentRow> {
  try {
    return await inviteCustomer(deps, row, actor);
  } catch (error) {
    deps.log.warn({ err: error, consent: row.id }, 'the page of a new consent could not be asked for or saved');
    return row;
  }
}

/** The creation that a request asks for. Its form, its limits and times among it, was checked at the door. */
function creationOf(deps: Deps, caller: Caller, body: ConsentRequest): Creation {
  const now = deps.clock.now();
  const reading = readTerms(body, now);
  // Checked at the door; but a time that was to come a moment ago may be over.
  if ('faults' in reading) throw refusalOf(reading.faults) ?? new Refusal('INVALID_PARAMETERS');
  return {
    ...reading.terms,
    applicationId: caller.applicationId,
    actor: actorOf(caller),
    id: newId(now.getTime()),
    customerId: body.customer_id.toLowerCase(),
    currency: body.currency,
    payoutAccountId: body.destination_account_id?.toLowerCase() ?? null,
    reference: body.reference ?? null,
    purpose: body.purpose ?? null,
    returnUrl: body.return_url ?? null,
  };
}
