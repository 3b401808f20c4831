import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeIban } from '../src/foundation/iban.ts';
import { assertAnswer, assertRefused, NOBODY } from './doors.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const PAYOUTS = '/payouts/v1/payments';
const DESTINATIONS = '/payouts/v1/payment/destinations';

const idsOf = (content: Json): string[] => content.map((row: { id: string }) => row.id);

describe('the lists', () => {
  let sarf: RunningSarf;
  /** Ids of payouts made beforehand, newest first. */
  let made: string[];
  before(async () => {
    sarf = await startSarf({ worker: false });
    const oldestFirst = [];
    for (let at = 0; at < 47; at += 1) oldestFirst.push(await sarf.pay(100 + at));
    made = oldestFirst.toReversed();
  });
  after(() => sarf.stop());

  const list = async (query = ''): Promise<Json> =>
    assertAnswer('listPayouts', await sarf.call('GET', PAYOUTS + query));

  /** Reads a list page by page, doing something between the pages. */
  async function readAll(path: string, size: number, between = async () => {}): Promise<string[][]> {
    const pages: string[][] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { body }: Json = await sarf.call(
        'GET',
        `${path}?page_size=${size}${after === '' ? '' : `&after=${after}`}`,
      );
      assert.equal(body.page.size, size);
      pages.push(idsOf(body.content));
      assert.ok(pages.length < 1000, 'the list has an end');
      assert.equal(body.page.next, body.page.next === null ? null : idsOf(body.content).at(-1));
      after = body.page.next;
      await between();
    }
    return pages;
  }

  test('are newest first', async () => {
    const body = await list('?page_size=100');
    assert.deepEqual(idsOf(body.content), made);
    const times = body.content.map((row: { created_at: string }) => row.created_at);
    assert.deepEqual(times, times.toSorted().toReversed());
    assert.deepEqual(body.page, { size: 100, next: null });
  });

  test('show each row as it is shown alone', async () => {
    const body = await list('?page_size=1');
    assert.deepEqual(body.content, [(await sarf.call('GET', `/payouts/v1/${made[0]}`)).body]);
  });

  test('come in pages of the size asked for, and the last page says so', async () => {
    for (const size of [1, 7, 46, 47, 48, 100]) {
      const pages = await readAll(PAYOUTS, size);
      assert.deepEqual(pages.flat(), made, `pages of ${size}`);
      for (const page of pages.slice(0, -1)) assert.equal(page.length, size);
    }
    assert.equal((await list()).page.size, 50);
    // A cursor at the end of the list is the beginning of nothing, and not an error.
    assert.deepEqual(await list(`?after=${made.at(-1)}`), { content: [], page: { size: 50, next: null } });
    assert.deepEqual(idsOf((await list(`?after=${made[9]?.toUpperCase()}`)).content), made.slice(10));
  });

  test('page without a gap or a repeat while rows are added', async () => {
    const known = idsOf((await list('?page_size=100')).content);
    let added = 0;
    const add = async () => {
      await Promise.all([sarf.pay(1000 + added), sarf.pay(2000 + added), sarf.pay(3000 + added)]);
      added += 3;
    };
    const seen = (await readAll(PAYOUTS, 5, add)).flat();
    assert.deepEqual(seen, known);
    assert.ok(added > 20);
    assert.equal((await readAll(PAYOUTS, 100)).flat().length, known.length + added);
  });

  test('keep their order when many rows come at once', async () => {
    const before = await list('?page_size=1');
    const ids = await Promise.all(Array.from({ length: 60 }, (_, at) => sarf.pay(5000 + at)));
    const all = (await readAll(PAYOUTS, 7)).flat();
    const newer = all.slice(0, all.indexOf(idsOf(before.content)[0] ?? ''));
    assert.deepEqual(newer.toSorted(), ids.toSorted());
    assert.deepEqual(newer, newer.toSorted().toReversed());
  });

  test('of destinations are paged in the same way', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 12; at += 1) {
      const iban = makeIban('SA', `8000000060801016${String(at).padStart(4, '0')}`);
      const called = await sarf.call('POST', DESTINATIONS, { beneficiary_name: `Number ${at}`, iban });
      ids.unshift(assertAnswer('createPayoutDestination', called).id);
    }
    ids.push(sarf.sandbox.destinationId);
    for (const size of [1, 5, 13, 100]) assert.deepEqual((await readAll(DESTINATIONS, size)).flat(), ids);
    assertAnswer('listPayoutDestinations', await sarf.call('GET', DESTINATIONS));
  });

  test('refuse a page size that is none, and a cursor that is none', async () => {
    for (const path of [PAYOUTS, DESTINATIONS]) {
      for (const size of ['0', '-1', '101', '1000000', '1.5', '1e1', '0x10', 'ten', '', '%20', '5&page_size=6']) {
        const called = await sarf.call('GET', `${path}?page_size=${size}`);
        assertRefused(called, 'INVALID_PARAMETERS', ['page_size']);
      }
      for (const after of ['', 'abc', '1', `${NOBODY}x`, "'", '%00', `urn:uuid:${NOBODY}`]) {
        assertRefused(await sarf.call('GET', `${path}?after=${after}`), 'INVALID_PARAMETERS', ['after']);
      }
      assertRefused(await sarf.call('GET', `${path}?after=x&page_size=0`), 'INVALID_PARAMETERS', [
        'after',
        'page_size',
      ]);
      assert.equal((await sarf.call('GET', `${path}?after=${NOBODY}`)).status, 200);
    }
  });

  test('ignore query keys that they do not know', async () => {
    const plain = await list('?page_size=3');
    for (const query of ['&limit=1', '&sort=asc', '&__proto__=x', '&constructor=x', '&toString=1', '&=1', '&a[b]=c']) {
      assert.deepEqual(await list(`?page_size=3${query}`), plain);
    }
  });
});

describe('the filters of the list of payouts', () => {
  let sarf: RunningSarf;
  let rows: Json[];
  before(async () => {
    sarf = await startSarf({ worker: false });
    const { body: other } = await sarf.call('POST', DESTINATIONS, {
      beneficiary_name: 'Other',
      iban: 'SA0380000000608010167519',
    });
    await sarf.pay(10, { reference: 'A' });
    await sarf.pay(20, { reference: 'a' });
    await sarf.pay(20.5, { reference: 'A&B=%/ü' });
    await sarf.pay(30, { destination_id: other.id });
    await sarf.pay(20, { currency: 'SAR' });
    await sarf.pay(20.125, { currency: 'KWD' });
    await sarf.pay(0.01, { reference: "A' or 1=1 --" });
    const cancelled = await sarf.pay(40, { reference: 'A' });
    await sarf.call('POST', `/payouts/v1/payments/${cancelled}/cancel`);
    rows = (await sarf.call('GET', PAYOUTS)).body.content;
    assert.equal(rows.length, 8);
  });
  after(() => sarf.stop());

  /** Asks with these filters, and compares with sifting all rows by hand. */
  const compare = async (filters: Record<string, string>, keeps: (row: Json) => boolean): Promise<number> => {
    const called = await sarf.call('GET', `${PAYOUTS}?${new URLSearchParams(filters)}`);
    const body = assertAnswer('listPayouts', called);
    assert.deepEqual(idsOf(body.content), idsOf(rows.filter(keeps)), JSON.stringify(filters));
    return body.content.length;
  };

  test('status', async () => {
    assert.equal(await compare({ status: 'PENDING' }, (row) => row.status === 'PENDING'), 7);
    assert.equal(await compare({ status: 'REJECTED' }, (row) => row.status === 'REJECTED'), 1);
    for (const status of ['SUBMITTED', 'COMPLETED', 'FAILED']) assert.equal(await compare({ status }, () => false), 0);
  });

  test('currency', async () => {
    assert.equal(await compare({ currency: 'AED' }, (row) => row.currency === 'AED'), 6);
    assert.equal(await compare({ currency: 'KWD' }, (row) => row.currency === 'KWD'), 1);
    assert.equal(await compare({ currency: 'EUR' }, () => false), 0);
  });

  test('destination and account', async () => {
    const { destination_id } = rows.find((row) => row.amount === 30);
    assert.equal(await compare({ destination_id }, (row) => row.destination_id === destination_id), 1);
    const { payout_account_id } = rows.find((row) => row.currency === 'SAR');
    assert.equal(await compare({ payout_account_id }, (row) => row.payout_account_id === payout_account_id), 1);
    assert.equal(await compare({ destination_id: NOBODY }, () => false), 0);
    assert.equal(await compare({ payout_account_id: NOBODY }, () => false), 0);
  });

  test('reference, letter by letter and to its end', async () => {
    for (const reference of ['A', 'a', 'A&B=%/ü', "A' or 1=1 --", 'A%', '']) {
      await compare({ reference }, (row) => row.reference === reference);
    }
    assert.equal(await compare({ reference: 'A' }, (row) => row.reference === 'A'), 2);
  });

  test('amounts, in the major units of each currency', async () => {
    const within = (min: number, max: number) => (row: Json) => row.amount >= min && row.amount <= max;
    assert.equal(await compare({ amount_min: '20' }, within(20, Infinity)), 6);
    assert.equal(await compare({ amount_max: '20' }, within(0, 20)), 4);
    assert.equal(await compare({ amount_min: '20', amount_max: '20' }, within(20, 20)), 2);
    assert.equal(await compare({ amount_min: '20.1', amount_max: '20.125' }, within(20.1, 20.125)), 1);
    assert.equal(await compare({ amount_min: '20.126', amount_max: '20.5' }, within(20.126, 20.5)), 1);
    assert.equal(await compare({ amount_min: '0' }, () => true), 8);
    assert.equal(await compare({ amount_min: '0.000001', amount_max: '0.01' }, within(0, 0.01)), 1);
    assert.equal(await compare({ amount_min: '5', amount_max: '1' }, () => false), 0);
    assert.equal(await compare({ amount_max: '999999999999999' }, () => true), 8);
  });

  test('times, from one on and until before another', async () => {
    const [first, , third] = rows.toReversed();
    const from = third.created_at;
    assert.ok((await compare({ from }, (row) => row.created_at >= from)) >= 1);
    await compare({ to: from }, (row) => row.created_at < from);
    await compare({ from: first.created_at, to: from }, (row) => row.created_at < from);
    assert.equal(await compare({ from: '1969-12-31T23:59:59Z' }, () => true), 8);
    assert.equal(await compare({ to: '1969-12-31T23:59:59Z' }, () => false), 0);
    assert.equal(await compare({ from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59.999Z' }, () => true), 8);
    assert.equal(await compare({ from: '9999-12-31T23:59:59Z' }, () => false), 0);
    const day = new Date(Date.parse(from) + 4 * 3_600_000).toISOString().replace('Z', '+04:00');
    await compare({ from: day }, (row) => row.created_at >= from);
  });

  test('several together', async () => {
    const filters = { status: 'PENDING', currency: 'AED', amount_min: '10', amount_max: '20.5', reference: 'A' };
    assert.equal(await compare(filters, (row) => row.amount === 10), 1);
    const body = assertAnswer('listPayouts', await sarf.call('GET', `${PAYOUTS}?currency=AED&page_size=2`));
    const next = await sarf.call('GET', `${PAYOUTS}?currency=AED&page_size=2&after=${body.page.next}`);
    const expected = idsOf(rows.filter((row) => row.currency === 'AED')).slice(0, 4);
    assert.deepEqual([...idsOf(body.content), ...idsOf(next.body.content)], expected);
  });

  test('a value that is none is refused by its name', async () => {
    const wrong: Record<string, string[]> = {
      status: ['pending', 'DONE', '', 'queued'],
      currency: ['aed', 'AEDD', ''],
      destination_id: ['x', ''],
      payout_account_id: ['x', ''],
      reference: ['r'.repeat(65), 'a\0b', 'a\nb'],
      amount_min: ['-1', 'ten', '1e3', '1,5', '', 'NaN', 'Infinity', '1234567890123456'],
      amount_max: ['-0.01', 'x'],
      from: ['yesterday', '2026-01-01', '2026-02-30T00:00:00Z', '2026-01-01T00:00:00', '1700000000', ''],
      to: ['2026-01-01T25:00:00Z', '2016-12-31T23:59:60Z', '2026-01-01T00:00:00Z[Asia/Dubai]', '10000-01-01T00:00:00Z'],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        const called = await sarf.call('GET', `${PAYOUTS}?${new URLSearchParams({ [name]: value })}`);
        assertRefused(called, 'INVALID_PARAMETERS', [name]);
      }
      const twice = await sarf.call('GET', `${PAYOUTS}?${name}=1&${name}=2`);
      assertRefused(twice, 'INVALID_PARAMETERS', [name]);
    }
    const all = await sarf.call(
      'GET',
      `${PAYOUTS}?${Object.keys(wrong)
        .map((name) => `${name}=%00`)
        .join('&')}`,
    );
    assertRefused(all, 'INVALID_PARAMETERS', Object.keys(wrong));
  });
});
