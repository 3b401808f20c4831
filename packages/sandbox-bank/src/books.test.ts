import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  creditorIban,
  debtorIban,
  instruction,
  startBank,
  type WireAccount,
  type WireRecord,
} from '../test/bank-under-test.ts';
import { formatAmount, parseAmount } from './money.ts';

test('an instruction submitted twice is booked twice, and everybody can see it', async (t) => {
  const bank = await startBank(t);
  await bank.submit(instruction('ONCE', '1.00'), instruction('TWICE', '10.00'));
  const first = await bank.record('TWICE');
  await bank.submit(instruction('TWICE', '10.00'));
  assert.partialDeepStrictEqual(await bank.record('TWICE'), { times_received: 2, times_booked: 2 });
  assert.notEqual((await bank.record('TWICE')).bank_reference, first.bank_reference);
  assert.equal(await bank.balance(), '999979.00');
  const audit = await bank.get<{ content: WireRecord[] }>('/instructions?booked_more_than_once=true');
  assert.deepEqual(
    audit.body.content.map(({ end_to_end_id }) => end_to_end_id),
    ['TWICE'],
  );
  const stats = await bank.get('/stats');
  assert.partialDeepStrictEqual(stats.body, { times_received: 3, booked_more_than_once: 1 });
});

test('twice in one batch counts as twice, and both debits come back when both are returned', async (t) => {
  const bank = await startBank(t);
  await bank.submit(instruction('A', '10.96'), instruction('A', '10.96'));
  assert.equal(await bank.balance(), '999978.08');
  const { body } = await bank.post('/advance', {});
  // That they settled is not asked here: on a busy machine they may have done so before.
  assert.partialDeepStrictEqual(body, { returned: 2 });
  assert.equal(await bank.balance(), '1000000.00');
});

test('a refusal that comes after a booking does not hide that money moved', async (t) => {
  const bank = await startBank(t);
  await bank.submit(instruction('A', '600000.00'));
  const { body } = await bank.submit(instruction('A', '600000.00'));
  assert.partialDeepStrictEqual(body.results[0], { status: 'RJCT', reason_code: 'AM04' });
  await bank.waitForStatus('A', 'ACSC');
  assert.partialDeepStrictEqual(await bank.record('A'), { times_received: 2, times_booked: 1 });
});

test('an instruction refused at first is booked when it comes again in order', async (t) => {
  const bank = await startBank(t);
  await bank.submit(instruction('A', '1.001'));
  assert.partialDeepStrictEqual(await bank.record('A'), { status: 'RJCT', amount: null });
  await bank.submit(instruction('A', '1.00'));
  await bank.waitForStatus('A', 'ACSC');
  assert.partialDeepStrictEqual(await bank.record('A'), { amount: '1.00', reason_code: null, times_booked: 1 });
});

test('opening an account again changes nothing', async (t) => {
  const bank = await startBank(t);
  const again = await bank.openAccount(debtorIban, 'AED', '5.00');
  assert.partialDeepStrictEqual(again, { httpStatus: 200, body: { opening_balance: '1000000.00' } });
  const fresh = await bank.openAccount(creditorIban, 'AED', '5.00');
  assert.equal(fresh.httpStatus, 201);
});

test('the list of accounts is walked page by page, each account once', async (t) => {
  const bank = await startBank(t);
  await bank.openAccount(creditorIban, 'AED', '5.00');
  const seen: WireAccount[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: { body: { content: WireAccount[]; next: string | null } } = await bank.get(
      `/accounts?limit=1&after=${after}`,
    );
    assert(page.body.content.length <= 1);
    seen.push(...page.body.content);
    after = page.body.next;
  }
  const ibans = seen.map(({ iban }) => iban);
  assert.deepEqual(ibans, [...new Set(ibans)].toSorted());
  assert.equal(seen.find(({ iban }) => iban === debtorIban)?.balance, '1000000.00');
  assert.equal(seen.find(({ iban }) => iban === creditorIban)?.balance, '5.00');
});

test('the audit walks over every instruction once, page by page', async (t) => {
  const bank = await startBank(t);
  const ids = Array.from({ length: 25 }, (_, n) => `WALK${n}`);
  await bank.submit(...ids.map((id) => instruction(id, '1.00')));
  const seen: string[] = [];
  for (let after: string | null = '0'; after !== null; ) {
    const page: { content: WireRecord[]; next: string | null } = (
      await bank.get<{ content: WireRecord[]; next: string | null }>(`/instructions?limit=10&after=${after}`)
    ).body;
    seen.push(...page.content.map(({ end_to_end_id }) => end_to_end_id));
    after = page.next;
  }
  assert.deepEqual(seen, ids);
});

test('balances agree with what happened, whatever was submitted and how often', async (t) => {
  const bank = await startBank(t, { settleMs: 5 });
  // .98 only answers late; it would make this test slow.
  const amounts = fc.integer({ min: 0, max: 9_999 }).filter((minor) => minor % 100 !== 98);
  const table = fc.array(amounts, { minLength: 8, maxLength: 8 });
  const batches = fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(table, batches, async (amountsMinor, mix) => {
      run += 1;
      const iban = `AE07${String(run).padStart(19, '0')}`;
      const amountOf = (n: number) => formatAmount(BigInt(amountsMinor[n] ?? 0), 'AED');
      await bank.openAccount(iban, 'AED', '300.00');
      for (const batch of mix) {
        const wire = batch.map((n) => instruction(`R${run}-${n}`, amountOf(n), { debtor_iban: iban }));
        // A batch with a .93 or .94 in it loses its connection; the books must be right all the same.
        await bank.submit(...wire).catch(() => {});
      }
      await bank.post('/advance', {});
      const { body } = await bank.get<{ content: WireRecord[] }>('/instructions?limit=1000');
      const records = body.content.filter((record) => record.end_to_end_id.startsWith(`R${run}-`));
      const booked = sumOf(records);
      const returned = sumOf(records.filter(({ status }) => status === 'RTRN'));
      assert.partialDeepStrictEqual((await bank.get(`/accounts/${iban}`)).body, {
        booked_debits: formatAmount(booked, 'AED'),
        returned_credits: formatAmount(returned, 'AED'),
        balance: formatAmount(30_000n - booked + returned, 'AED'),
      });
    }),
    { numRuns: 40 },
  );
});

/** What the audit says was booked, in minor units. */
function sumOf(records: readonly WireRecord[]): bigint {
  return records.reduce(
    (sum, record) => sum + BigInt(record.times_booked) * (parseAmount(record.amount ?? '0', 'AED') ?? 0n),
    0n,
  );
}
