import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { instruction, startBank } from '../test/bank-under-test.ts';

type Bank = Awaited<ReturnType<typeof startBank>>;

async function raw(bank: Bank, method: string, path: string, body?: string, type = 'application/json') {
  const headers = body === undefined ? {} : { 'content-type': type };
  const response = await fetch(bank.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  const refusal: { status: string; message: string; errors?: { path: string; message: string }[] } = JSON.parse(
    await response.text(),
  );
  assert.equal(typeof refusal.message, 'string');
  return { httpStatus: response.status, ...refusal };
}

test('bodies that are not what the schema says are a 400 that says where', async (t) => {
  const bank = await startBank(t);
  const good = instruction('A', '1.00');
  const wrong: [unknown, string][] = [
    [{}, 'body'],
    [[], 'body'],
    [null, 'body'],
    [{ instructions: [] }, 'body/instructions'],
    [{ instructions: good }, 'body/instructions'],
    [{ instructions: [good], extra: 1 }, 'body'],
    [{ instructions: [{ ...good, extra: 1 }] }, 'body/instructions/0'],
    [{ instructions: [{ ...good, amount: 1 }] }, 'body/instructions/0/amount'],
    [{ instructions: [good, { ...good, end_to_end_id: '' }] }, 'body/instructions/1/end_to_end_id'],
    [{ instructions: [{ ...good, end_to_end_id: 'x'.repeat(36) }] }, 'body/instructions/0/end_to_end_id'],
    [{ instructions: [{ ...good, end_to_end_id: 'a\u0000b' }] }, 'body/instructions/0/end_to_end_id'],
    [{ instructions: [{ ...good, creditor: { name: 'X' } }] }, 'body/instructions/0/creditor'],
    [{ instructions: [{ ...good, creditor: { name: 'X', account_number: '1' } }] }, 'body/instructions/0/creditor'],
    [{ instructions: Array.from({ length: 1_001 }, () => good) }, 'body/instructions'],
  ];
  for (const [body, path] of wrong) {
    const refusal = await raw(bank, 'POST', '/instructions', JSON.stringify(body));
    assert.equal(refusal.httpStatus, 400, JSON.stringify(body).slice(0, 200));
    assert.equal(refusal.status, 'INVALID_REQUEST');
    assert(
      refusal.errors?.some((error) => error.path === path),
      `${path}: ${JSON.stringify(refusal.errors)}`,
    );
  }
  assert.partialDeepStrictEqual((await bank.get('/stats')).body, { times_received: 0 });
});

test('what is not JSON, too large, of another type or nowhere is refused in the same shape', async (t) => {
  const bank = await startBank(t);
  const refusals: [number, string, string, string?, string?][] = [
    [400, 'POST', '/instructions', ''],
    [400, 'POST', '/instructions', '{"instructions":'],
    [400, 'POST', '/instructions', '{"__proto__":{"a":1}}'],
    [400, 'POST', '/instructions', '['.repeat(500_000)],
    [400, 'POST', '/instructions', `${'[0'.padEnd(1_000_000, ',0')}]`],
    [413, 'POST', '/instructions', `"${'x'.repeat(1_048_576)}"`],
    [415, 'POST', '/instructions', '{}', 'text/plain'],
    [415, 'POST', '/instructions', '<a/>', 'application/xml'],
    [415, 'POST', '/instructions', '{}', 'nonsense'],
    [400, 'POST', '/instructions/status', '{"end_to_end_ids":[1]}'],
    [400, 'POST', '/accounts', '{"iban":"AE070331234567890123456","currency":"AED","opening_balance":"1.001"}'],
    [400, 'POST', '/accounts', '{"iban":"AE070331234567890123456","currency":"AED","opening_balance":"-1"}'],
    [400, 'POST', '/accounts', '{"iban":"nonsense","currency":"AED","opening_balance":"1"}'],
    [400, 'POST', '/advance', '{"seconds":-1}'],
    [400, 'POST', '/advance', '{"seconds":1e300}'],
    [400, 'POST', '/advance', '{"seconds":"1"}'],
    [400, 'GET', '/instructions?limit=0'],
    [400, 'GET', '/instructions?limit=1001'],
    [400, 'GET', '/instructions?after=-1'],
    [400, 'GET', '/instructions?limit=1&limit=2'],
    [400, 'GET', '/instructions?booked_more_than_once=1'],
    [400, 'GET', '/instructions?unknown=1'],
    [400, 'GET', '/%zz'],
    [404, 'GET', '/nowhere'],
    [404, 'DELETE', '/instructions'],
    [404, 'GET', '/instructions/UNKNOWN'],
    [404, 'GET', '/instructions/%00'],
    [404, 'GET', `/instructions/${'x'.repeat(5_000)}`],
    [404, 'GET', '/accounts/AE070000000000000000000'],
    [404, 'GET', "/accounts/'%20or%201=1--"],
  ];
  for (const [httpStatus, method, path, body, type] of refusals) {
    const refusal = await raw(bank, method, path, body, type);
    assert.equal(refusal.httpStatus, httpStatus, `${method} ${path} ${body?.slice(0, 80)}: ${refusal.message}`);
  }
  assert.equal((await raw(bank, 'GET', '/instructions/UNKNOWN')).status, 'UNKNOWN_INSTRUCTION');
  assert.equal((await bank.get('/health')).httpStatus, 200);
});

test('the clock ends before dates do', async (t) => {
  const bank = await startBank(t);
  const tenYears = 3_660 * 86_400;
  let refused = false;
  for (let n = 0; n < 110 && !refused; n += 1) {
    refused = (await bank.post('/advance', { seconds: tenYears })).httpStatus === 400;
  }
  assert(refused);
  assert.equal((await bank.get('/stats')).httpStatus, 200);
});

test('odd texts in names are kept and break nothing', async (t) => {
  const bank = await startBank(t);
  const creditor = { name: "Robert'); drop table account;-- \u0000 \ud800 محمد 😀", iban: 'AE460090000000123456789' };
  const { httpStatus } = await bank.submit(instruction("O/'dd (1)", '1.00', { creditor, remittance: '\u0000' }));
  assert.equal(httpStatus, 200);
  const found = await bank.get<{ creditor: { name: string } }>(`/instructions/${encodeURIComponent("O/'dd (1)")}`);
  assert.equal(found.body.creditor.name, creditor.name.toWellFormed());
});

test('an account can never be debited beyond what the books can count', async (t) => {
  const bank = await startBank(t);
  const iban = 'KW81CBKU0000000000001234560101';
  await bank.openAccount(iban, 'KWD', '999999999999999.999');
  const huge = { currency: 'KWD', debtor_iban: iban };
  const codes: (string | null | undefined)[] = [];
  for (let n = 0; n < 10; n += 1) {
    codes.push((await bank.submit(instruction(`H${n}`, '999999999999999.996', huge))).body.results[0]?.reason_code);
    await bank.post('/advance', {});
  }
  assert.deepEqual(codes, [...Array.from({ length: 9 }, () => null), 'AM02']);
});

test('a connection that speaks no HTTP does not disturb the others', async (t) => {
  const bank = await startBank(t);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(bank.port, '127.0.0.1', () => socket.write('\u0000\u0001 nonsense\r\n\r\n'));
    socket.once('data', (data) => resolve(data.toString()));
  });
  assert.match(answer, /^HTTP\/1.1 400 /);
  assert.equal((await bank.get('/health')).httpStatus, 200);
});

test('the first page tells people and terminals what this is', async (t) => {
  const bank = await startBank(t);
  const text = await fetch(`${bank.url}/`);
  assert.match(String(text.headers.get('content-type')), /^text\/plain/);
  assert.match(await text.text(), /97 .*out of order/);
  const page = await fetch(`${bank.url}/`, { headers: { accept: 'text/html,*/*' } });
  assert.match(String(page.headers.get('content-type')), /^text\/html/);
  assert((await page.text()).includes(`curl ${bank.url}/accounts`));
});
