import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { audit } from './audit.ts';
import { addConsent, addCustomer, approveConsent, askConsent, decide, reachConsent } from './calls-customers.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Json, type RunningSarf, send, startSarf, until } from './running-sarf.ts';

const CONSENTS = '/consents/v1';
const ASK = `${CONSENTS}/account-on-file`;

const revocationOf = (id: string): string => `${CONSENTS}/${id}/revocation`;

/** The states that a consent has been in, and who moved it there. */
async function historyOf(sarf: RunningSarf, id: string): Promise<string[]> {
  const { content } = assertAnswer('getConsentHistory', await sarf.call('GET', `${CONSENTS}/${id}/history`));
  return content.map(({ state, reason }: Json) => (reason === null ? state : `${state} ${reason.code}`));
}

async function sourceOf(sarf: RunningSarf, { customer_id, payment_source_id }: Json): Promise<Json> {
  const path = `/customers/v1/${customer_id}/payment-sources/${payment_source_id}`;
  return assertAnswer('getPaymentSourceById', await sarf.call('GET', path));
}

/** Lets workers look at a consent now. */
const hurry = (sarf: RunningSarf, id: string) => sarf.sql`
  update consents set due_at = now(), lease_until = null where id = ${id} and due_at is not null`;

describe('consents and the bank', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf();
  });
  after(() => sarf.stop());

  test('from the first question to the confirmed revocation', async () => {
    const limits = { period_type: 'Month', max_individual_amount: 500, max_cumulative_number_of_payments: 12 };
    const asked = await askConsent(sarf.call, { control_parameters: limits, reference: 'Gym', purpose: 'MEMBERSHIP' });
    assert.equal(asked.status, 'AWAITING_AUTHORISATION');
    assert.equal(asked.consented_account, null);
    assert.deepEqual(asked.control_parameters, {
      type: 'VariableOnDemand',
      ...limits,
      max_cumulative_amount: null,
      max_cumulative_amount_per_period: null,
      max_cumulative_number_of_payments_per_period: null,
    });
    const page = await fetch(asked.authorisation_url);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Gym/);

    await decide(sarf, asked.id, 'approve');
    const consent = await reachConsent(sarf, asked.id, 'AUTHORISED');
    const [payer] = (await sarf.bank('GET', '/payers?currency=AED')).body.content;
    assert.deepEqual(consent.consented_account, { iban_last4: payer.iban.slice(-4), holder_name: payer.holder_name });
    assert.equal(consent.authorisation_url, null);
    const source = await sourceOf(sarf, consent);
    assert.deepEqual(source, {
      id: consent.payment_source_id,
      customer_id: consent.customer_id,
      bank_identifier: 'SANDBOX',
      consent_id: consent.id,
      account_iban_last4: payer.iban.slice(-4),
      currency: 'AED',
      status: 'ACTIVE',
      created_at: source.created_at,
    });

    const revoked = assertAnswer(
      'revokeConsent',
      await sarf.call('POST', revocationOf(consent.id), {
        reason: 'FRAUD_SUSPECTED',
        additional_context: 'Called us.',
      }),
    );
    assert.deepEqual([revoked.reason, revoked.additional_context], ['FRAUD_SUSPECTED', 'Called us.']);
    // The bank answers at once, so the first answer knows it already.
    assert.ok(revoked.blocked_at <= revoked.told_at && revoked.told_at <= revoked.confirmed_at);
    assert.equal((await sarf.bank('GET', `/consents/${consent.id}`)).body.status, 'REVOKED');
    assert.equal((await sourceOf(sarf, consent)).status, 'REVOKED');
    assert.deepEqual(await historyOf(sarf, consent.id), [
      'awaiting_authorisation',
      'authorised',
      'revoked FRAUD_SUSPECTED',
    ]);
    await audit(sarf);
  });

  test('a customer who refuses makes no payment source', async () => {
    const { id, customer_id } = await askConsent(sarf.call);
    await decide(sarf, id, 'refuse');
    const consent = await reachConsent(sarf, id, 'REJECTED');
    assert.equal(consent.payment_source_id, null);
    const sources = await sarf.call('GET', `/customers/v1/${customer_id}/payment-sources`);
    assert.deepEqual(assertAnswer('listCustomerPaymentSources', sources), []);
    assertRefused(await sarf.call('POST', revocationOf(id)), 'INVALID_STATE');
  });

  test('what the bank suspends, resumes and revokes is noticed', async () => {
    const consent = await approveConsent(sarf);
    await decide(sarf, consent.id, 'suspend');
    await reachConsent(sarf, consent.id, 'SUSPENDED');
    assert.equal((await sourceOf(sarf, consent)).status, 'ACTIVE');
    await decide(sarf, consent.id, 'resume');
    await reachConsent(sarf, consent.id, 'AUTHORISED');
    await decide(sarf, consent.id, 'revoke');
    await reachConsent(sarf, consent.id, 'REVOKED');
    assert.equal((await sourceOf(sarf, consent)).status, 'REVOKED');
    const facts = assertAnswer('getConsentRevocation', await sarf.call('GET', revocationOf(consent.id)));
    assert.equal(facts.reason, 'REVOKED_AT_BANK');
    assert.ok(facts.blocked_at !== null && facts.told_at !== null && facts.confirmed_at !== null);
    assert.deepEqual(await historyOf(sarf, consent.id), [
      'awaiting_authorisation',
      'authorised',
      'suspended SUSPENDED_AT_BANK',
      'authorised RESUMED_AT_BANK',
      'revoked REVOKED_AT_BANK',
    ]);
  });

  test('a suspended consent can be revoked', async () => {
    const consent = await approveConsent(sarf);
    await decide(sarf, consent.id, 'suspend');
    await reachConsent(sarf, consent.id, 'SUSPENDED');
    assertAnswer('revokeConsent', await sarf.call('POST', revocationOf(consent.id)));
    assert.equal((await sourceOf(sarf, consent)).status, 'REVOKED');
  });

  test('events tell what happened, without the name of the holder', async () => {
    const consent = await approveConsent(sarf);
    await sarf.call('POST', revocationOf(consent.id));
    const events = await sarf.sql<{ type: string; payload: Json }[]>`
      select type, payload from events where object_id in (${consent.id}, ${consent.payment_source_id}) order by id`;
    assert.deepEqual(
      events.map(({ type, payload }) => `${type} ${payload.status}`),
      [
        'consent.created AWAITING_AUTHORISATION',
        'consent.authorised AUTHORISED',
        'payment_source.created ACTIVE',
        'consent.revoked REVOKED',
        'payment_source.revoked REVOKED',
      ],
    );
    assert.equal(events[1]?.payload.payment_source_id, consent.payment_source_id);
    assert.ok(!JSON.stringify(events).includes(consent.consented_account.holder_name));
  });

  test('the receipt of a revocation is verified with the published key', async () => {
    const { id } = await approveConsent(sarf);
    const { receipt, ...facts } = (await sarf.call('POST', revocationOf(id))).body;
    const keys = (await send(`${sarf.apiUrl}/.well-known/jwks.json`, 'GET', undefined, {})).body;
    const { payload, protectedHeader } = await jwtVerify(receipt, createLocalJWKSet(keys), { algorithms: ['EdDSA'] });
    assert.deepEqual(protectedHeader, { alg: 'EdDSA', kid: 'receipts' });
    const { iat, application_id, ...said } = payload;
    assert.equal(application_id, sarf.sandbox.applicationId);
    assert.ok(iat !== undefined && Math.abs(iat - Date.now() / 1000) < 60);
    const { additional_context, ...signed } = facts;
    assert.deepEqual(said, signed);
    const [head, body = '', signature] = receipt.split('.');
    const forged = Buffer.from(body, 'base64url').toString().replace('END_USER_REQUESTED', 'FRAUD_SUSPECTED');
    const token = [head, Buffer.from(forged).toString('base64url'), signature].join('.');
    await assert.rejects(jwtVerify(token, createLocalJWKSet(keys)), /signature/);
  });

  test('revoking again answers the same facts', async () => {
    const { id } = await approveConsent(sarf);
    const { receipt: one, ...first } = (await sarf.call('POST', revocationOf(id), { reason: 'CONSENT_RENEWAL' })).body;
    const { receipt: two, ...second } = assertAnswer(
      'revokeConsent',
      await sarf.call('POST', revocationOf(id), { reason: 'FRAUD_SUSPECTED' }),
    );
    assert.deepEqual(second, first);
    const { receipt: three, ...read } = assertAnswer('getConsentRevocation', await sarf.call('GET', revocationOf(id)));
    assert.deepEqual(read, first);
    for (const receipt of [one, two, three]) assert.match(receipt, /^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});

describe('a bank that tells nothing by itself', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ bankOptions: { callback: null, revokeMs: 700 } });
  });
  after(() => sarf.stop());

  test('is asked, and told', async () => {
    const { id } = await askConsent(sarf.call);
    await decide(sarf, id, 'approve');
    await hurry(sarf, id);
    const consent = await reachConsent(sarf, id, 'AUTHORISED');
    for (const [decision, status] of [
      ['suspend', 'SUSPENDED'],
      ['resume', 'AUTHORISED'],
    ] as const) {
      await decide(sarf, id, decision);
      await hurry(sarf, id);
      await reachConsent(sarf, id, status);
    }
    const told = assertAnswer('revokeConsent', await sarf.call('POST', revocationOf(id)));
    assert.ok(told.told_at !== null && told.confirmed_at === null, 'the bank takes its time');
    assert.equal((await sourceOf(sarf, consent)).status, 'REVOKED');
    await until('the bank has confirmed it', async () => {
      await hurry(sarf, id);
      return (await sarf.call('GET', revocationOf(id))).body.confirmed_at !== null;
    });
    const [row] = await sarf.sql<{ dueAt: Date | null }[]>`select due_at from consents where id = ${id}`;
    assert.equal(row?.dueAt, null);
  });

  test('shows that a consent was revoked or expired there', async () => {
    for (const [decision, status] of [
      ['revoke', 'REVOKED'],
      ['expire', 'EXPIRED'],
    ] as const) {
      const { id } = await askConsent(sarf.call);
      await decide(sarf, id, 'approve');
      await decide(sarf, id, decision);
      // What was not heard of in between stands in the history all the same.
      await hurry(sarf, id);
      await reachConsent(sarf, id, status);
    }
  });
});

describe('a bank that is away', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf();
  });
  after(() => sarf.stop());

  test('is asked for the page until it gives it', async () => {
    await sarf.stopBank();
    const asked = await askConsent(sarf.call);
    assert.deepEqual([asked.status, asked.authorisation_url], ['AWAITING_AUTHORISATION', null]);
    await sarf.startBank();
    await hurry(sarf, asked.id);
    const { authorisation_url } = await until('there is a page', async () => {
      const { body } = await sarf.call('GET', `${CONSENTS}/${asked.id}`);
      return body.authorisation_url !== null && body;
    });
    assert.equal((await fetch(authorisation_url)).status, 200);
    await decide(sarf, asked.id, 'approve');
    await reachConsent(sarf, asked.id, 'AUTHORISED');
  });

  test('is not needed to see that the time of a consent is over', async () => {
    await sarf.stopBank();
    const soon = () => ({ expiration_date_time: new Date(Date.now() + 1500).toISOString() });
    const [waiting, approved] = [await askConsent(sarf.call, soon()), await addConsent(sarf, sarf.call, soon())];
    for (const { id } of [waiting, approved]) {
      await reachConsent(sarf, id, 'EXPIRED');
      assert.equal((await historyOf(sarf, id)).at(-1), 'expired EXPIRED');
      assertRefused(await sarf.call('POST', revocationOf(id)), 'INVALID_STATE');
    }
    assert.equal((await sourceOf(sarf, approved)).status, 'EXPIRED');
    const path = `/customers/v1/${approved.customer_id}/payment-sources/${approved.payment_source_id}`;
    assertAnswer('deletePaymentSource', await sarf.call('DELETE', path));
    assert.equal((await sourceOf(sarf, approved)).status, 'EXPIRED');
    await sarf.startBank();
  });

  test('is told of a revocation until it knows; nothing is charged meanwhile', async () => {
    const consent = await approveConsent(sarf);
    await sarf.stopBank();
    const blocked = assertAnswer('revokeConsent', await sarf.call('POST', revocationOf(consent.id)));
    assert.deepEqual([blocked.told_at, blocked.confirmed_at], [null, null]);
    assert.equal((await sourceOf(sarf, consent)).status, 'REVOKED');
    await sarf.startBank();
    await hurry(sarf, consent.id);
    await until('the bank has confirmed it', async () => {
      const { body } = await sarf.call('GET', revocationOf(consent.id));
      return body.confirmed_at !== null && body.told_at !== null;
    });
    assert.equal((await sarf.bank('GET', `/consents/${consent.id}`)).body.status, 'REVOKED');
  });
});

test('a bank that takes its time does not hold up the answer to a revocation', async () => {
  const sarf = await startSarf();
  const sockets: Socket[] = [];
  const silent = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
  });
  try {
    const { id } = await approveConsent(sarf);
    await sarf.stopBank();
    silent.listen(Number(new URL(sarf.bankUrl).port), '127.0.0.1');
    await once(silent, 'listening');
    const blocked = assertAnswer('revokeConsent', await sarf.call('POST', revocationOf(id)));
    assert.ok(blocked.told_at === null && sockets.some(({ destroyed }) => !destroyed), 'the bank is still being told');
    for (const socket of sockets) socket.destroy();
    silent.close();
    await once(silent, 'close');
    await sarf.startBank();
    await until('the bank has confirmed it', async () => {
      await hurry(sarf, id);
      return (await sarf.call('GET', revocationOf(id))).body.confirmed_at !== null;
    });
  } finally {
    silent.close();
    await sarf.stop();
  }
});

describe('a bank that drops, delays and doubles what is said', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ bankOptions: { faults: { seed: 7, rate: 0.4 } }, bankTimeoutMs: 600, leaseMs: 2000 });
  });
  after(() => sarf.stop());

  /** Waits for something of all consents, while workers look at each of them more often than they would. */
  const reachAll = (what: string, wanted: (row: Json) => boolean): Promise<unknown> =>
    until(what, async () => {
      await sarf.sql`update consents set due_at = now() where due_at > now() and lease_until is null`;
      const rows = await sarf.sql`select state, authorisation_url, confirmed_at from consents`;
      return rows.every(wanted);
    });

  test('is understood in the end', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => askConsent(sarf.call)));
    await reachAll('every page is there', (row) => row.authorisationUrl !== null);
    await Promise.all(asked.map(({ id }, index) => decide(sarf, id, index % 4 === 0 ? 'refuse' : 'approve')));
    await reachAll('every decision is known', ({ state }) => state === 'authorised' || state === 'rejected');
    const approved = asked.filter((_, index) => index % 4 !== 0);
    await Promise.all(approved.map(({ id }) => sarf.call('POST', revocationOf(id))));
    await reachAll('every revocation is confirmed', (row) => row.state === 'rejected' || row.confirmedAt !== null);
    for (const { id, customer_id } of asked) {
      const status = approved.some((one) => one.id === id) ? ['REVOKED'] : [];
      const { body } = await sarf.call('GET', `/customers/v1/${customer_id}/payment-sources`);
      assert.deepEqual(
        body.map((source: Json) => source.status),
        status,
      );
      const atBank = (await sarf.bank('GET', `/consents/${id}`)).body.status;
      assert.equal(atBank, status[0] ?? 'REJECTED');
    }
    await audit(sarf);
  });
});

describe('the doors of consents', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false, bank: false });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  test('every fault is told with its path', async () => {
    const body = {
      customer_id: 'x',
      currency: 'AED',
      control_parameters: { max_individual_amount: 1.234, max_cumulative_amount: 0, period_type: 'Hour', more: 1 },
      expiration_date_time: '2020-01-01T00:00:00Z',
      return_url: 'javascript:alert(1)',
    };
    assertRefused(await sarf.call('POST', ASK, body), 'INVALID_PARAMETERS', [
      'control_parameters.max_cumulative_amount',
      'control_parameters.max_individual_amount',
      'control_parameters.more',
      'control_parameters.period_type',
      'customer_id',
      'expiration_date_time',
      'return_url',
    ]);
    const none = { customer_id: NOBODY, currency: 'AED', control_parameters: {} };
    assertRefused(await sarf.call('POST', ASK, none), 'MISSING_PARAMETERS', ['control_parameters']);
    assertRefused(await sarf.call('POST', ASK, {}), 'MISSING_PARAMETERS', [
      'control_parameters',
      'currency',
      'customer_id',
    ]);
  });

  test('nothing is saved of what the world does not allow', async () => {
    const count = async () => (await sarf.sql`select id from consents`).length;
    const before = await count();
    const customer_id = await addCustomer(sarf.call);
    const theirs = await addCustomer(other.call);
    const body = { customer_id, currency: 'AED', control_parameters: { max_individual_amount: 1 } };
    const ask = (more: object) => sarf.call('POST', ASK, { ...body, ...more });
    for (const wrong of [NOBODY, theirs]) assertRefused(await ask({ customer_id: wrong }), 'UNKNOWN_CUSTOMER');
    assertRefused(await ask({ destination_account_id: other.payoutAccountId }), 'UNKNOWN_PAYOUT_ACCOUNT');
    assertRefused(await ask({ currency: 'EUR' }), 'OPERATION_NOT_ALLOWED');
    const [account] = sarf.sandbox.accounts.filter(({ currency }) => currency === 'USD');
    assertRefused(await ask({ destination_account_id: account?.id }), 'CURRENCY_MISMATCH', ['currency']);
    assert.equal(await count(), before);
  });

  test('a consent of another application is not there', async () => {
    const { id } = await addConsent(sarf, sarf.call);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/history'],
      ['GET', '/revocation'],
      ['POST', '/revocation'],
    ] as const) {
      assertRefused(await other.call(method, `${CONSENTS}/${id}${path}`), 'UNKNOWN_CONSENT');
      assertRefused(await sarf.call(method, `${CONSENTS}/${NOBODY}${path}`), 'UNKNOWN_CONSENT');
    }
    assertRefused(await sarf.call('GET', revocationOf(id)), 'INVALID_STATE');
    assertRefused(await sarf.call('GET', `/payouts/v1/payments/${id}/history`), 'UNKNOWN_PAYMENT');
  });

  test('a list is read by customer and status, page by page, without names', async () => {
    const customer_id = await addCustomer(sarf.call);
    const waiting = await askConsent(sarf.call, { customer_id });
    const authorised = await addConsent(sarf, sarf.call, { customer_id });
    const list = async (query: string): Promise<Json> =>
      assertAnswer('listConsents', await sarf.call('GET', `${CONSENTS}?customer_id=${customer_id}${query}`));
    const idsOf = ({ content }: Json): string[] => content.map(({ id }: Json) => id);
    assert.deepEqual(idsOf(await list('')), [authorised.id, waiting.id]);
    assert.deepEqual(idsOf(await list('&status=AUTHORISED')), [authorised.id]);
    const first = await list('&page_size=1');
    assert.deepEqual(idsOf(first), [authorised.id]);
    assert.deepEqual(idsOf(await list(`&page_size=1&after=${first.page.next}`)), [waiting.id]);
    assert.equal(first.content[0].consented_account.holder_name, null);
    assert.equal(authorised.consented_account.holder_name, 'Layla Mansour');
    assertRefused(await sarf.call('GET', `${CONSENTS}?status=NEW`), 'INVALID_PARAMETERS', ['status']);
  });
});
