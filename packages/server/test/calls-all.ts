import type { OperationId } from '@sarf/contract';
import { awaitingPayout } from './awaiting-payout.ts';
import { callCustomers } from './calls-customers.ts';
import { callDesk } from './calls-desk.ts';
import { callPayments } from './calls-payments.ts';
import { callReconciliation } from './calls-reconciliation.ts';
import { callRefunds } from './calls-refunds.ts';
import { addMember } from './people.ts';
import type { Called, RunningSarf } from './running-sarf.ts';

/** A request that succeeds, for every operation of the contract. */
export async function callAll(sarf: RunningSarf, call: RunningSarf['call']): Promise<Record<OperationId, Called>> {
  return {
    ...(await callPayouts(sarf, call)),
    ...(await callCustomers(sarf, call)),
    ...(await callPayments(sarf, call)),
    ...(await callReconciliation(sarf, call)),
    ...(await callRefunds(sarf, call)),
    ...(await callEvents(call)),
    ...(await callWebhooks(call)),
    ...(await callPeople(sarf, call)),
    ...(await callDesk(call)),
  };
}

async function callPeople(sarf: RunningSarf, call: RunningSarf['call']) {
  const id = await addMember(sarf, 'viewer');
  const createInvitation = await call('POST', '/team/v1/invitations', { email: 'new@sarf.test', role: 'operator' });
  return {
    getSession: await call('GET', '/session/v1'),
    listMembers: await call('GET', '/team/v1/members'),
    changeMember: await call('PATCH', `/team/v1/members/${id}`, { role: 'operator' }),
    createInvitation,
    listInvitations: await call('GET', '/team/v1/invitations'),
    deleteInvitation: await call('DELETE', `/team/v1/invitations/${createInvitation.body.id}`),
    listAudit: await call('GET', '/audit/v1'),
  };
}

async function callEvents(call: RunningSarf['call']) {
  const listEvents = await call('GET', '/events/v1');
  return { listEvents, getEvent: await call('GET', `/events/v1/${listEvents.body.content[0].id}`) };
}

async function callWebhooks(call: RunningSarf['call']) {
  const createEndpoint = await call('POST', '/webhooks/v1/endpoints', { url: 'https://receiver.example/events' });
  const path = `/webhooks/v1/endpoints/${createEndpoint.body.id}`;
  const testEndpoint = await call('POST', `${path}/test`);
  const delivery = `/webhooks/v1/deliveries/${testEndpoint.body.id}`;
  return {
    createEndpoint,
    listEndpoints: await call('GET', '/webhooks/v1/endpoints'),
    getEndpoint: await call('GET', path),
    updateEndpoint: await call('PATCH', path, { description: 'For the tests' }),
    rotateEndpointSecret: await call('POST', `${path}/rotate-secret`),
    testEndpoint,
    replayEndpoint: await call('POST', `${path}/replay`, { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }),
    getEndpointStats: await call('GET', `${path}/stats`),
    listDeliveries: await call('GET', '/webhooks/v1/deliveries'),
    getDelivery: await call('GET', delivery),
    replayDelivery: await call('POST', `${delivery}/replay`),
    deleteEndpoint: await call('DELETE', path),
  };
}

async function callPayouts(sarf: RunningSarf, call: RunningSarf['call']) {
  const { destinationId } = sarf.sandbox;
  const destination = { beneficiary_name: 'Omar Said', iban: 'DE89370400440532013000' };
  const request = { amount: 5, currency: 'AED', destination_id: destinationId };
  const previewPayout = await call('POST', '/payouts/v1/payment/preview', request);
  const created = await call('POST', '/payouts/v1/payment', request);
  const { id, payment_intent_id: intentId } = created.body;
  const [approved, rejected] = [await awaitingPayout(sarf), await awaitingPayout(sarf)];
  return {
    previewPayout,
    createPayoutPayment: created,
    listPayouts: await call('GET', '/payouts/v1/payments'),
    getPayoutPaymentHistory: await call('GET', `/payouts/v1/payments/${id}/history`),
    getPayoutLedger: await call('GET', `/payouts/v1/payments/${id}/ledger`),
    explainPayout: await call('GET', `/payouts/v1/payments/${id}/explain`),
    getPayout: await call('GET', `/payouts/v1/${id}`),
    getPayoutIntent: await call('GET', `/payouts/v1/intents/${intentId}`),
    cancelPayout: await call('POST', `/payouts/v1/payments/${id}/cancel`),
    approvePayout: await call('POST', `/payouts/v1/payments/${approved}/approve`),
    rejectPayout: await call('POST', `/payouts/v1/payments/${rejected}/reject`, { reason: 'Not needed' }),
    createPayoutDestination: await call('POST', '/payouts/v1/payment/destinations', destination),
    listPayoutDestinations: await call('GET', '/payouts/v1/payment/destinations'),
    getPayoutDestination: await call('GET', `/payouts/v1/payment/destinations/${destinationId}`),
    listPayoutAccounts: await call('GET', '/payouts/v1/accounts'),
    getAgentLimits: await call('GET', '/payouts/v1/agent-limits'),
  };
}
