import { randomUUID } from 'node:crypto';
import { makeIban } from '../../server/src/foundation/iban.ts';
import { decide, reachConsent } from '../../server/test/calls-customers.ts';
import { charge, reachPayment } from '../../server/test/calls-payments.ts';
import { addMember, sessionOf } from '../../server/test/people.ts';
import { fetchToken, type Json, type RunningSarf, send, until } from '../../server/test/running-sarf.ts';
import { camtFile, type Line } from '../../server/test/statement-file.ts';

const DAY_MS = 86_400_000;

type Call = RunningSarf['call'];

/** What was filled in, by what the pages call it. */
export interface Believable {
  /** Amina Haddad, who owns it all. */
  readonly owner: string;
  /** Layla Mansour, who approves. */
  readonly controller: string;
  readonly payouts: { readonly done: string; readonly waits: string; readonly failed: string };
  readonly destination: string;
  readonly payments: { readonly proven: string; readonly part: string };
  readonly refunds: { readonly waits: string; readonly done: string };
  readonly consent: string;
  readonly customer: string;
  readonly entry: string;
  readonly endpoint: string;
  readonly delivery: string;
  readonly client: string;
}

/** Who works there, by the ids of the members. */
interface People {
  readonly owner: string;
  readonly partner: string;
  readonly controller: string;
  readonly operator: string;
}

/**
 * Fills a new Sarf with what a small company has after nine days, so that every page has something to show.
 * @param receiverUrl where webhooks are received; under `/down` they are refused
 */
export async function fillBelievably(sarf: RunningSarf, receiverUrl: string): Promise<Believable> {
  const people = await addPeople(sarf);
  const as = async (id: string): Promise<Call> =>
    (await sessionOf(sarf, id, { by: 'password', at: sarf.deps.clock.now() })).call;
  const [partner, operator, controller] = [
    await as(people.partner),
    await as(people.operator),
    await as(people.controller),
  ];
  const endpoint = await addEndpoints(partner, receiverUrl);
  const destinations = await addDestinations(operator);
  const done = await payForDays(sarf, operator, destinations);
  const failed = await payYesterday(operator, destinations);
  const shop = await addShop(sarf, partner);
  const waits = await payToday(controller, shop.call, destinations);
  const { consent, customer } = await addCustomers(sarf);
  const payments = await recordPayments(sarf.call);
  const entry = await uploadStatement(sarf);
  const refunds = await refund(operator, controller, payments);
  succeed(await partner('POST', '/team/v1/invitations', { email: 'huda@noor.example', role: 'viewer' }));
  const delivery = await until('something was delivered', async () => {
    const { content } = succeed(await sarf.call('GET', `/webhooks/v1/deliveries?endpoint_id=${endpoint}`));
    return content.find(({ state }: Json) => state === 'delivered')?.id;
  });
  return {
    ...{ owner: people.owner, controller: people.controller, refunds, consent, customer, entry, endpoint, delivery },
    payouts: { done, waits, failed },
    destination: destinations.office,
    payments: { proven: payments['INV-2041'], part: payments['INV-2042'] },
    client: shop.id,
  };
}

async function addPeople(sarf: RunningSarf): Promise<People> {
  const add = (role: Parameters<typeof addMember>[1], name: string): Promise<string> =>
    addMember(sarf, role, { name, email: `${name.split(' ')[0]?.toLowerCase()}@noor.example` });
  const owner = await add('owner', 'Amina Haddad');
  const partner = await add('owner', 'Yusuf Karim');
  await add('admin', 'Rashid Nair');
  const controller = await add('controller', 'Layla Mansour');
  const operator = await add('operator', 'Omar Farouk');
  await add('viewer', 'Noura Saleh');
  return { owner, partner, controller, operator };
}

async function addEndpoints(call: Call, receiverUrl: string): Promise<string> {
  const kept = succeed(await call('POST', '/webhooks/v1/endpoints', { url: receiverUrl, description: 'Shop' }));
  const other = { url: `${receiverUrl}/down`, description: 'Old accounting', types: ['payout.failed'] };
  succeed(await call('POST', '/webhooks/v1/endpoints', other));
  return kept.id;
}

const wanted = {
  office: { beneficiary_name: 'Gulf Office Supplies LLC', iban: makeIban('AE', '0331234567890123456') },
  rent: { beneficiary_name: 'Al Reem Properties', iban: makeIban('AE', '0260001015820945901') },
  freight: { beneficiary_name: 'Falcon Freight FZE', iban: makeIban('AE', '0460000009827341100') },
  riyadh: { beneficiary_name: 'Noor Trading Est.', iban: makeIban('SA', '80000000608010167519') },
  software: {
    beneficiary_name: 'Meridian Software Inc.',
    account_number: '000123456789',
    bank_code: 'CHASUS33',
    country: 'US',
  },
} as const;
type Destinations = Readonly<Record<keyof typeof wanted, string>>;

async function addDestinations(call: Call): Promise<Destinations> {
  const add = async (body: object) => succeed(await call('POST', '/payouts/v1/payment/destinations', body)).id;
  return {
    software: await add(wanted.software),
    riyadh: await add(wanted.riyadh),
    freight: await add(wanted.freight),
    rent: await add(wanted.rent),
    office: await add(wanted.office),
  };
}

// By day: whom, how much, in which currency, under which reference, what for.
const bills: readonly (readonly [keyof Destinations, number, string, string, string])[][] = [
  [
    ['rent', 42_500, 'AED', 'RENT-NOV', 'Office rent, November'],
    ['office', 1_249.9, 'AED', 'PO-1180', 'Paper and toner'],
  ],
  [['freight', 8_730.25, 'AED', 'AWB-55021', 'Air freight to Muscat']],
  [
    ['riyadh', 15_000, 'SAR', 'NT-0098', 'Marketing, third quarter'],
    ['office', 615.4, 'AED', 'PO-1184', 'Desk lamps'],
  ],
  [['freight', 11_205.6, 'AED', 'AWB-55107', 'Air freight to Riyadh']],
  [['office', 348, 'AED', 'PO-1187', 'Coffee']],
  [],
  [
    ['freight', 6_980, 'AED', 'AWB-55162', 'Sea freight, Jebel Ali'],
    ['software', 2_400, 'USD', 'MS-2026-11', 'Licences, November'],
  ],
  [
    ['riyadh', 7_250.5, 'SAR', 'NT-0101', 'Trade fair'],
    ['office', 2_310.75, 'AED', 'PO-1191', 'Two chairs'],
  ],
];

/** Pays the bills and moves them to their days. Gives the first payout. */
async function payForDays({ sql }: RunningSarf, call: Call, to: Destinations): Promise<string> {
  const all: { readonly id: string; readonly days: number }[] = [];
  for (const [at, day] of bills.entries()) {
    for (const [whom, amount, currency, reference, description] of day) {
      const id = await ask(call, to[whom], amount, { currency, reference, description });
      all.push({ id, days: bills.length - at });
    }
  }
  await Promise.all(all.map(({ id }) => reach(call, `/payouts/v1/${id}`, 'COMPLETED')));
  for (const { id, days } of all) {
    const by = `${days} days`;
    // Only as a replica: otherwise the database refuses to change what was.
    await sql.begin((tx) => [
      tx`set local session_replication_role = replica`,
      tx`update payouts set created_at = created_at - ${by}::interval, updated_at = updated_at - ${by}::interval
         where id = ${id}`,
      tx`update history set at = at - ${by}::interval where object_id = ${id}`,
      tx`update events set created_at = created_at - ${by}::interval where object_id = ${id}`,
    ]);
  }
  const [first] = all;
  if (first === undefined) throw new Error('there are bills');
  return first.id;
}

async function ask(call: Call, destination_id: string, amount: number, more: object): Promise<string> {
  const body = { amount, currency: 'AED', destination_id, ...more };
  return succeed(await call('POST', '/payouts/v1/payment', body)).id;
}

const reach = (call: Call, path: string, status: string): Promise<boolean> =>
  until(`${path} is ${status}`, async () => (await call('GET', path)).body.status === status);

/** A payout that the bank keeps, because it ends in 95, and one that it refuses. Gives the latter. */
async function payYesterday(call: Call, { freight, office }: Destinations): Promise<string> {
  await ask(call, freight, 3_120.95, { reference: 'AWB-55190', description: 'Customs duties' });
  const failed = await ask(call, office, 780.91, { reference: 'PO-1193', description: 'Printer repair' });
  await reach(call, `/payouts/v1/${failed}`, 'FAILED');
  return failed;
}

interface Shop {
  readonly id: string;
  readonly call: Call;
}

/** A client of the shop, whose payouts wait for a person. */
async function addShop(sarf: RunningSarf, call: Call): Promise<Shop> {
  const { client, client_secret: clientSecret } = succeed(
    await call('POST', '/clients/v1', { name: 'Web shop', scopes: ['payouts:read', 'payouts:write'] }),
  );
  const limits = {
    ...{ read_only: false, needs_approval: true, max_count_per_hour: 20, allowed_destinations: null },
    amounts: [{ currency: 'AED', max_amount_per_payout: 20_000, max_total_per_day: 50_000 }],
  };
  succeed(await call('PUT', `/clients/v1/${client.id}/limits`, limits));
  const token = await fetchToken(sarf.apiUrl, { ...sarf.sandbox, client: { clientId: client.id, clientSecret } });
  return {
    id: client.id,
    call: (method, path, body) => send(`${sarf.apiUrl}${path}`, method, body, { authorization: `Bearer ${token}` }),
  };
}

/** What the shop asks for: one payout is rejected, two wait. Gives the last. */
async function payToday(controller: Call, shop: Call, { office, freight, rent }: Destinations): Promise<string> {
  const rejected = await ask(shop, office, 9_999, { reference: 'SHOP-3301', description: 'Shop return, twice' });
  const reason = { reason: 'This return was paid on Monday.' };
  succeed(await controller('POST', `/payouts/v1/payments/${rejected}/reject`, reason));
  await ask(shop, freight, 1_840, { reference: 'SHOP-3307', description: 'Return shipping' });
  return ask(shop, rent, 12_600, { reference: 'SHOP-3309', description: 'Stand in the mall, December' });
}

/** Customers, one of each kind of consent, and a charge. */
async function addCustomers(sarf: RunningSarf): Promise<{ readonly consent: string; readonly customer: string }> {
  const { call } = sarf;
  const ask = async (name: string, more: object): Promise<Json> => {
    const { id: customer_id } = succeed(await call('POST', '/customers/v1', { app_user_id: name }));
    const control_parameters = { max_individual_amount: 500, ...more };
    return succeed(
      await call('POST', '/consents/v1/account-on-file', { customer_id, currency: 'AED', control_parameters }),
    );
  };
  await ask('customer-1042', { max_cumulative_amount: 2000 });
  const gone = await ask('customer-1017', {});
  await decide(sarf, gone.id, 'refuse');
  const limits = { max_cumulative_amount: 1000, period_type: 'Month', max_cumulative_number_of_payments_per_period: 8 };
  const { id: consent, customer_id: customer } = await ask('customer-1038', limits);
  await decide(sarf, consent, 'approve');
  await reachConsent(sarf, consent, 'AUTHORISED');
  const { id } = succeed(await charge(call, { amount: 120.5, consent_id: consent }));
  await reachPayment(sarf, id, 'ACCEPTED_BY_BANK');
  return { consent, customer };
}

const sales = [
  { reference: 'INV-2041', amount: 1_250.5, name: 'Mariam Al Suwaidi', day: 6 },
  { reference: 'INV-2042', amount: 890, name: 'Khalid Rahman', day: 5 },
  { reference: 'INV-2043', amount: 2_430, name: 'Sara Nasser', day: 4 },
  { reference: 'INV-2044', amount: 310.25, name: 'Tariq Aziz Stores', day: 3 },
  { reference: 'INV-2045', amount: 4_780.91, name: 'Dana Hotels', day: 2 },
  { reference: 'INV-2046', amount: 655, name: 'Hamad Saeed', day: 1 },
] as const;
type Payments = Readonly<Record<(typeof sales)[number]['reference'], string>>;

/** So many days ago, as banks write days. */
const dayBefore = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

async function recordPayments(call: Call): Promise<Payments> {
  const items = sales.map(({ reference, amount, name, day }, at) => ({
    ...{ external_reference: `order-${8800 + at}`, reference, amount, currency: 'AED' },
    payer: { name, iban: makeIban('AE', `03310000000000${String(12_345 + at * 7_919)}`) },
    paid_at: `${dayBefore(day)}T09:30:00Z`,
  }));
  const rows = succeed(await call('POST', '/payments/v1/records', items));
  const [a, b, c, d, e, f] = rows.map(({ id }: Json) => id);
  return { 'INV-2041': a, 'INV-2042': b, 'INV-2043': c, 'INV-2044': d, 'INV-2045': e, 'INV-2046': f };
}

/** The bank's word on most of it, and on what nobody knows. Gives the entry that fits nothing. */
async function uploadStatement(sarf: RunningSarf): Promise<string> {
  const account = sarf.sandbox.accounts.find(({ currency }) => currency === 'AED');
  const credit = (at: number, amount: string, more: Partial<Line> = {}): Line => {
    const { reference = '', name = '', day = 0 } = sales[at] ?? {};
    return { amount, name, remittance: reference, bookedOn: dayBefore(day), bankReference: randomUUID(), ...more };
  };
  const lines: Line[] = [
    credit(0, '1250.50'),
    credit(1, '500.00'),
    credit(2, '2430.00'),
    // Nothing but name and amount tells whose it is.
    credit(3, '310.25', { remittance: 'see advice', name: 'Tarik Aziz Store' }),
    credit(4, '4780.91'),
    credit(6, '75.00', { name: 'A. Haddad', remittance: 'thank you', bookedOn: dayBefore(1) }),
    credit(6, '219.99', { direction: 'debit', name: 'CARD FEES', remittance: 'card fees', bookedOn: dayBefore(0) }),
  ];
  const file = camtFile({ iban: account?.iban ?? '', day: dayBefore(1), lines });
  succeed(await sarf.call('POST', '/reconciliation/v1/statements', file, { 'content-type': 'application/xml' }));
  const { content } = succeed(await sarf.call('GET', '/reconciliation/v1/entries?status=unmatched'));
  return content[0].id;
}

async function refund(operator: Call, controller: Call, payments: Payments): Promise<Believable['refunds']> {
  const begin = async (payment: keyof Payments, amount: number, more: object): Promise<string> => {
    const item = { payment_id: payments[payment], amount, reason_code: 'CUSTOMER_REQUEST', ...more };
    return succeed(await operator('POST', '/payouts/refunds', item)).id;
  };
  const settle = async (id: string, how: object, status: string): Promise<void> => {
    succeed(await controller('PUT', '/payouts/refunds', [{ refund_id: id, ...how }]));
    await reach(controller, `/payouts/refunds/${id}`, status);
  };
  const done = await begin('INV-2041', 250, { external_reference: 'RET-501', description: 'One chair came broken' });
  await settle(done, { status: 'CONFIRMED' }, 'COMPLETED');
  const failed = await begin('INV-2045', 780.91, { external_reference: 'RET-502', description: 'Cancelled nights' });
  await settle(failed, { status: 'CONFIRMED' }, 'FAILED');
  const rejected = await begin('INV-2043', 2_430, { external_reference: 'RET-503', description: 'Changed their mind' });
  await settle(rejected, { status: 'REJECTED', reason: 'The customer kept the goods.' }, 'REJECTED');
  await begin('INV-2043', 430, { external_reference: 'RET-504', description: 'A discount that was promised' });
  const waits = await begin('INV-2041', 100.5, { external_reference: 'RET-505', description: 'Late delivery' });
  return { waits, done };
}

function succeed({ status, body }: { readonly status: number; readonly body: Json }): Json {
  if (status >= 300) throw new Error(`refused with ${status}: ${JSON.stringify(body)}`);
  return body;
}
