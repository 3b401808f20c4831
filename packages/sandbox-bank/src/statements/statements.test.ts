import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import { charge, creditorIban, debtorIban, instruction, startBank } from '../../test/bank-under-test.ts';
import { parseAmount } from '../money.ts';

/** All contents of the elements with a name, in order. */
const all = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, 'gs'))].map(([, content]) => content ?? '');
const first = (xml: string, name: string): string => all(xml, name)[0] ?? '';
const minorOf = (xml: string): bigint => {
  const minor = parseAmount(first(xml, 'Amt'), 'AED');
  assert(minor !== null);
  return xml.includes('<CdtDbtInd>CRDT</CdtDbtInd>') ? minor : -minor;
};

/** What a reader needs of a statement, after it has checked that opening and lines make the closing. */
function read(xml: string) {
  const [opening = 0n, closing = 0n] = all(xml, 'Bal').map(minorOf);
  const lines = all(xml, 'Ntry');
  assert.equal(
    lines.reduce((sum, line) => sum + minorOf(line), opening),
    closing,
  );
  const summary = first(xml, 'TxsSummry');
  assert.deepEqual(all(summary, 'NbOfNtries').map(Number), [
    lines.length,
    lines.filter((line) => minorOf(line) > 0n).length,
    lines.filter((line) => minorOf(line) < 0n).length,
  ]);
  assert.equal(minorOf(first(summary, 'TtlNetNtry')), closing - opening);
  const references = lines.map((line) => first(line, 'AcctSvcrRef'));
  assert.equal(new Set(references).size, references.length, 'no two lines have one reference');
  return { opening, closing, lines, sequence: Number(first(xml, 'ElctrncSeqNb')) };
}

test('a payment out, one in, a return and a fee are lines that a reader knows', async (t) => {
  const bank = await startBank(t, { settleMs: 0 });
  const { consent_id } = await bank.ask();
  const { account: payer } = (await bank.decide(consent_id, 'approve')).body;
  assert(payer);
  await bank.openAccount(debtorIban, 'AED', '0', 'Falcon & Sons');
  await bank.submit(instruction('OUT', '1.00', { remittance: 'A < B' }));
  await bank.charge(charge('IN', consent_id, '20.00', { remittance: 'MONTH 1' }));
  await bank.waitForStatus('IN', 'ACSC');
  await bank.submit(instruction('BACK', '3.96', { creditor: { name: 'X', account_number: '77', bank_code: '1' } }));
  await bank.post('/advance', { seconds: 86_400 });
  await bank.book(debtorIban, 'debit', '0.50', { kind: 'fee', remittance: 'Monthly fee' });
  const { content, next } = await bank.statements();
  assert.partialDeepStrictEqual(content, [{ sequence: 1, statement_id: 'ST0000000001', entries: 5 }]);
  assert.equal(next, null);
  const xml = await bank.statement(1);
  assert(
    xml.startsWith(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">',
    ),
  );
  assert.equal(first(xml, 'Ownr'), '<Nm>Falcon &amp; Sons</Nm>');
  const { lines, opening, closing } = read(xml);
  assert.equal(opening, 100_000_000n);
  assert.equal(closing, 100_001_850n);
  const shape = (line: string) => line.replaceAll(/<(BookgDt|ValDt)>.*?<\/\1>|<NtryRef>.*?<\/NtryRef>/g, '');
  const domain = (code: string, family: string, sub: string) =>
    `<BkTxCd><Domn><Cd>${code}</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>${sub}</SubFmlyCd></Fmly></Domn></BkTxCd>`;
  const [out, paid, ...rest] = lines.map(shape);
  assert.equal(
    out,
    '<Amt Ccy="AED">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>' +
      `<AcctSvcrRef>SB0000000001-1</AcctSvcrRef>${domain('PMNT', 'ICDT', 'ESCT')}<NtryDtls><TxDtls>` +
      '<Refs><AcctSvcrRef>SB0000000001-1</AcctSvcrRef><EndToEndId>OUT</EndToEndId></Refs>' +
      '<Amt Ccy="AED">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>' +
      '<RltdPties><Cdtr><Pty><Nm>Noor Haddad</Nm></Pty></Cdtr>' +
      `<CdtrAcct><Id><IBAN>${creditorIban}</IBAN></Id></CdtrAcct></RltdPties>` +
      '<RmtInf><Ustrd>A &lt; B</Ustrd></RmtInf></TxDtls></NtryDtls>',
  );
  assert.equal(
    paid,
    '<Amt Ccy="AED">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>' +
      `<AcctSvcrRef>SB0000000002-1</AcctSvcrRef>${domain('PMNT', 'RCDT', 'ESCT')}<NtryDtls><TxDtls>` +
      '<Refs><AcctSvcrRef>SB0000000002-1</AcctSvcrRef><EndToEndId>IN</EndToEndId></Refs>' +
      '<Amt Ccy="AED">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>' +
      `<RltdPties><Dbtr><Pty><Nm>${payer.holder_name}</Nm></Pty></Dbtr>` +
      `<DbtrAcct><Id><IBAN>${payer.iban}</IBAN></Id></DbtrAcct></RltdPties>` +
      '<RmtInf><Ustrd>MONTH 1</Ustrd></RmtInf></TxDtls></NtryDtls>',
  );
  const [, back = '', fee = ''] = rest;
  assert.match(back, /<CdtDbtInd>CRDT<\/CdtDbtInd><RvslInd>true<\/RvslInd>/);
  assert(back.includes('<AcctSvcrRef>SB0000000003-1R</AcctSvcrRef>'));
  assert(back.includes(domain('PMNT', 'ICDT', 'RRTN')) && back.includes('<EndToEndId>BACK</EndToEndId>'));
  assert(back.includes('<DbtrAcct><Id><Othr><Id>77</Id></Othr></Id></DbtrAcct>'));
  assert(back.endsWith('<RtrInf><Rsn><Cd>AC06</Cd></Rsn></RtrInf></TxDtls></NtryDtls>'));
  assert(fee.includes(domain('ACMT', 'MDOP', 'CHRG')) && !fee.includes('EndToEndId') && !fee.includes('RltdPties'));
});

test('statements follow each other without gaps, and only when something was booked', async (t) => {
  const bank = await startBank(t, { settleMs: 0 });
  assert.deepEqual(await bank.statements(), { content: [], next: null });
  for (const id of ['A', 'B', 'C']) {
    await bank.submit(instruction(id, '1.00'));
    await bank.waitForStatus(id, 'ACSC');
    await bank.statements();
    await bank.statements();
  }
  const { content } = await bank.statements();
  assert.deepEqual(
    content.map(({ sequence, entries }) => [sequence, entries]),
    [
      [1, 1],
      [2, 1],
      [3, 1],
    ],
  );
  for (const [index, one] of content.entries()) {
    assert(one.from <= one.to && one.to === one.created_at);
    if (index > 0) assert.equal(one.from, content[index - 1]?.to);
  }
  const read3 = read(await bank.statement(3));
  assert.deepEqual([read3.opening, read3.closing, read3.sequence], [99_999_800n, 99_999_700n, 3]);
  assert.partialDeepStrictEqual(await bank.statements(debtorIban, '?limit=2'), {
    content: [{ sequence: 1 }, { sequence: 2 }],
    next: '2',
  });
  assert.partialDeepStrictEqual(await bank.statements(debtorIban, '?after=2'), {
    content: [{ sequence: 3 }],
    next: null,
  });
});

test('a statement is the same bytes for ever, whatever happens to its account and its instructions', async (t) => {
  const bank = await startBank(t, { settleMs: 0 });
  await bank.submit(instruction('A', '1.96', { remittance: 'FIRST' }));
  await bank.waitForStatus('A', 'ACSC');
  await bank.statements();
  const before = await bank.statement(1);
  await bank.openAccount(debtorIban, 'AED', '0', 'Falcon Trading LLC');
  await bank.submit(instruction('A', '7.00', { remittance: 'SECOND', creditor: { name: 'Other', iban: debtorIban } }));
  await bank.post('/advance', {});
  await bank.statements();
  assert.equal(await bank.statement(1), before);
  assert.match(await bank.statement(2), /Falcon Trading LLC.*FIRST/s);
});

test('a line per page and more: a long statement has every line once, and others are answered meanwhile', async (t) => {
  const bank = await startBank(t, { settleMs: 86_400_000 });
  const ids = Array.from({ length: 900 }, (_, n) => `L${n}`);
  await bank.submit(...ids.map((id) => instruction(id, '1.00')));
  await bank.statements();
  const [xml, health] = await Promise.all([bank.statement(1), bank.get('/health')]);
  assert.equal(health.httpStatus, 200);
  assert.deepEqual(all(xml, 'EndToEndId'), ids);
  read(xml);
});

test('an overdrawn account has a balance on the debit side', async (t) => {
  const bank = await startBank(t, { settleMs: 0 });
  await bank.openAccount(creditorIban, 'AED', '1.00');
  await bank.submit(instruction('A', '100.96'));
  await bank.waitForStatus('A', 'ACSC');
  await bank.submit(
    instruction('B', '101.00', { debtor_iban: creditorIban, creditor: { name: 'X', iban: debtorIban } }),
  );
  await bank.post('/advance', {});
  await bank.statements(creditorIban);
  const { opening, closing } = read(await bank.statement(1, creditorIban));
  assert.deepEqual([opening, closing], [100n, -10_000n]);
});

test('what XML cannot carry is replaced, and what it can is kept', async (t) => {
  const bank = await startBank(t);
  const name = 'a&b<c>"d\'\u0000\u001f\u007f\ud800\uffff\r\n\tمحمد 😀';
  await bank.submit(instruction('A', '1.00', { creditor: { name, iban: creditorIban }, remittance: ' ' }));
  await bank.book(debtorIban, 'credit', '1.00', { remittance: ']]>', end_to_end_id: "a/'b" });
  await bank.statements();
  const xml = await bank.statement(1);
  assert.equal(first(first(xml, 'Cdtr'), 'Nm'), 'a&amp;b&lt;c&gt;&quot;d&apos;��\u007f��&#13;\n\tمحمد 😀');
  assert.deepEqual(all(xml, 'Ustrd'), [']]&gt;']);
  assert.deepEqual(all(xml, 'EndToEndId'), ['A', 'a/&apos;b']);
});

test('the balance of every account is what its statements say, whatever was done to it', async (t) => {
  const bank = await startBank(t, { settleMs: 1 });
  const ibans = [debtorIban, creditorIban] as const;
  await bank.openAccount(creditorIban, 'AED', '50.00', 'Noor Haddad');
  // Amounts whose scenario answers late or not at all would make this test slow.
  const amount = fc.integer({ min: 1, max: 4_000 }).map((n) => `${Math.floor(n / 100)}.${[n % 90, 95, 96, 97][n % 4]}`);
  const step = fc.record({
    what: fc.constantFrom('pay', 'pay', 'book', 'close', 'advance'),
    from: fc.nat(1),
    to: fc.nat(1),
    amount,
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      run += 1;
      for (const [index, { what, from, to, amount: text }] of steps.entries()) {
        const [mine = debtorIban, theirs = debtorIban] = [ibans[from], ibans[to]];
        const value = text.replace(/\.(\d)$/, '.0$1');
        if (what === 'pay') {
          const creditor = { name: 'X', iban: theirs };
          await bank.submit(instruction(`R${run}-${index % 5}`, value, { debtor_iban: mine, creditor }));
        } else if (what === 'book') await bank.book(mine, to === 0 ? 'credit' : 'debit', value);
        else if (what === 'close') await bank.statements(mine);
        else await bank.post('/advance', { seconds: 3 });
      }
      for (const iban of ibans) await assertAddsUp(bank, iban);
    }),
    { numRuns: 25 },
  );
});

/** All statements of an account together go from nothing to its balance. */
async function assertAddsUp(bank: Awaited<ReturnType<typeof startBank>>, iban: string): Promise<void> {
  const { content } = await bank.statements(iban, '?limit=1000');
  // What settles by itself may be booked between two requests, so the account is read until nothing is new.
  const balance = await bank.balance(iban);
  if ((await bank.statements(iban, '?limit=1000')).content.length !== content.length) return assertAddsUp(bank, iban);
  let closing: bigint | null = null;
  for (const { sequence } of content.slice(-3)) {
    const statement = read(await bank.statement(sequence, iban));
    assert.equal(statement.sequence, sequence);
    if (closing !== null) assert.equal(statement.opening, closing);
    closing = statement.closing;
  }
  if (closing !== null) assert.equal(closing, minorOfText(balance));
}

function minorOfText(text: string): bigint {
  const minor = parseAmount(text.replace('-', ''), 'AED') ?? 0n;
  return text.startsWith('-') ? -minor : minor;
}

test('a line that is missing in the books is found out, not papered over', async (t) => {
  const before = await startBank(t, { settleMs: 0 });
  await before.submit(instruction('A', '1.00'));
  await before.waitForStatus('A', 'ACSC');
  await before.stop();
  const db = new DatabaseSync(before.databasePath);
  db.exec('update entry set amount_minor = 99');
  db.close();
  const lines: string[] = [];
  const bank = await startBank(t, { databasePath: before.databasePath, log: (line) => lines.push(line) });
  assert.equal((await bank.get(`/accounts/${debtorIban}/statements`)).httpStatus, 500);
  assert.match(lines.join(), /add up/);
});

test('statements meet the faults of the bank', async (t) => {
  const first = await startBank(t, { settleMs: 0 });
  await first.submit(instruction('A', '1.00'));
  await first.statements();
  await first.stop();
  const bank = await startBank(t, { databasePath: first.databasePath, faults: { seed: 43, rate: 1 } });
  const seen = new Set<string>();
  for (let n = 0; n < 8; n += 1) {
    const path = n % 2 === 0 ? 'statements' : 'statements/1';
    const response = await fetch(`${bank.url}/accounts/${debtorIban}/${path}`).catch(() => null);
    seen.add(String(response?.status ?? 'no answer'));
    await response?.text();
  }
  assert.deepEqual([...seen].toSorted(), ['200', '503', 'no answer']);
});
