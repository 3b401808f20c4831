import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { account, booked, entryOf, noPart, ourIban, statementOf, theirIban } from '../../test/camt-inside.ts';
import type { EntryPart } from './statement.ts';

const partsOf = async (details: string, before = booked): Promise<readonly EntryPart[]> =>
  (await entryOf(`${before}<NtryDtls>${details}</NtryDtls>`)).parts;

async function partOf(details: string, before = booked): Promise<EntryPart> {
  const [part, ...others] = await partsOf(`<TxDtls>${details}</TxDtls>`, before);
  assert(part !== undefined && others.length === 0);
  return part;
}

describe('texts', () => {
  test('are kept in one line, without control characters, and cut', async () => {
    const entry = await entryOf(
      `${booked}<AddtlNtryInf>\n  A\u0085\tB&#10;&amp;<!-- no --><![CDATA[ <C>]]>&#x44; \n</AddtlNtryInf>`,
    );
    assert.equal(entry.info, 'A B & <C>D');
    const long = await entryOf(`${booked}<AddtlNtryInf>${'x'.repeat(299)}😀y</AddtlNtryInf>`);
    assert.equal(long.info, 'x'.repeat(299));
    assert.equal((await entryOf(`${booked}<AddtlNtryInf> \n </AddtlNtryInf>`)).info, null);
  });

  test('of remittance leave room for the reference', async () => {
    const lines = '<Ustrd>one</Ustrd><Ustrd/><Ustrd>two</Ustrd>';
    const reference = '<Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd>';
    assert.equal((await partOf(`<RmtInf>${lines}${reference}</RmtInf>`)).remittance, 'one two RF18');
    assert.equal((await partOf(`<RmtInf>${reference}</RmtInf>`)).remittance, 'RF18');
    const long = `<Ustrd>${'y'.repeat(140)}</Ustrd>`.repeat(5);
    const { remittance } = await partOf(`<RmtInf>${long}${reference}</RmtInf>`);
    assert.equal(remittance?.length, 300);
    assert.match(remittance, /y RF18$/);
  });
});

describe('the parts of an entry', () => {
  const amount = (text: string, currency = 'AED', direction = ''): string =>
    `<TxDtls><Amt Ccy="${currency}">${text}</Amt>${direction && `<CdtDbtInd>${direction}</CdtDbtInd>`}</TxDtls>`;
  const cases: readonly (readonly [string, string, readonly bigint[], boolean])[] = [
    ['one payment, told with the same amount', amount('10.50'), [1050n], false],
    ['one payment, told before charges', amount('11'), [1050n], true],
    ['one payment, told in another currency', amount('3', 'USD'), [1050n], false],
    ['two that sum up', amount('10') + amount('0.5'), [1000n, 50n], false],
    ['two that do not', amount('10') + amount('0.4'), [1000n, 40n], true],
    ['one that runs against its entry', amount('11') + amount('0.50', 'AED', 'DBIT'), [1100n, -50n], false],
    ['one without amount gets the rest', `${amount('10')}<TxDtls/>`, [1000n, 50n], false],
    ['one in another currency gets the rest', amount('10') + amount('7', 'USD'), [1000n, 50n], false],
    ['there is no rest to be got', `${amount('11')}<TxDtls/>`, [1100n, 0n], true],
    ['two without amounts', `${amount('10')}<TxDtls/><TxDtls/>`, [1000n, 0n, 0n], true],
  ];
  for (const [name, details, expected, isOdd] of cases) {
    test(name, async () => {
      const { entries, end } = await statementOf(`${account}<Ntry>${booked}<NtryDtls>${details}</NtryDtls></Ntry>`);
      assert.deepEqual(
        entries[0]?.parts.map(({ amountMinor }) => amountMinor),
        expected,
      );
      assert.equal(end.warnings.length, isOdd ? 1 : 0, end.warnings.join());
    });
  }

  test('of a version that tells amounts in another place', async () => {
    const at = (name: string, text: string, currency = 'AED'): string =>
      `<${name}><Amt Ccy="${currency}">${text}</Amt></${name}>`;
    const details = (inside: string): string => `<TxDtls><AmtDtls>${inside}</AmtDtls></TxDtls>`;
    const parts = await partsOf(
      details(at('InstdAmt', '3', 'USD') + at('TxAmt', '10')) +
        details(at('InstdAmt', '0.50') + at('TxAmt', '1', 'USD')),
    );
    assert.deepEqual(
      parts.map(({ amountMinor }) => amountMinor),
      [1000n, 50n],
    );
  });

  test('a block of which no payments are told is a part; else it names the block of each', async () => {
    const block = '<Btch><MsgId>M1</MsgId><PmtInfId>B1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>';
    assert.deepEqual(await partsOf(block), [{ ...noPart, messageId: 'M1', batchId: 'B1' }]);
    const told = `${block}${amount('10')}<TxDtls><Refs><PmtInfId>B2</PmtInfId></Refs><Amt Ccy="AED">0.50</Amt></TxDtls>`;
    assert.deepEqual(
      (await partsOf(told)).map(({ messageId, batchId }) => [messageId, batchId]),
      [
        ['M1', 'B1'],
        ['M1', 'B2'],
      ],
    );
    const blocks = ['4', '6.50'].map(
      (total) => `<Btch><PmtInfId>B${total}</PmtInfId><TtlAmt Ccy="AED">${total}</TtlAmt></Btch>`,
    );
    assert.deepEqual(
      (await partsOf(blocks.join('</NtryDtls><NtryDtls>'))).map(({ batchId, amountMinor }) => [batchId, amountMinor]),
      [
        ['B4', 400n],
        ['B6.50', 650n],
      ],
    );
  });

  test('have their references and why they came back', async () => {
    const refs = '<Refs><EndToEndId>E</EndToEndId><UETR>U</UETR><InstrId>NOTPROVIDED</InstrId></Refs>';
    const part = await partOf(`${refs}<RtrInf><Rsn><Cd> ac04 </Cd></Rsn></RtrInf>`);
    assert.deepEqual(part, { ...noPart, endToEndId: 'E', uetr: 'U', returnReason: 'AC04' });
    assert.equal((await partOf('<RtrInf><Rsn><Prtry>closed</Prtry></Rsn></RtrInf>')).returnReason, 'closed');
  });
});

describe('the counterparty', () => {
  const side = (name: string, text: string, iban: string): string =>
    `<${name}><Nm>${text}</Nm></${name}><${name}Acct><Id><IBAN>${iban}</IBAN></Id></${name}Acct>`;
  const of = async (parties: string, before = booked, after = '') =>
    (await partOf(`<RltdPties>${parties}</RltdPties>${after}`, before)).counterparty;
  const debit = booked.replace('CRDT', 'DBIT');
  const us = { name: 'Us', iban: ourIban };
  const them = { name: 'Them', iban: theirIban };

  test('is the payer of a credit and the payee of a debit', async () => {
    assert.deepEqual(await of(side('Dbtr', 'Them', theirIban) + side('Cdtr', 'Us', ourIban)), them);
    assert.deepEqual(await of(side('Dbtr', 'Us', ourIban) + side('Cdtr', 'Them', theirIban), debit), them);
    assert.equal(await of(side('Cdtr', 'Us', ourIban)), null);
    assert.equal(await of(''), null);
  });

  test('of a payment that comes back is whom it went to', async () => {
    assert.deepEqual(await of(side('Dbtr', 'Us', ourIban) + side('Cdtr', 'Them', theirIban)), them);
    const returned = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>';
    assert.deepEqual(await of(side('Cdtr', 'Them', theirIban), booked, returned), them);
    assert.deepEqual(await of(side('Cdtr', 'Them', theirIban), `${booked}<RvslInd>true</RvslInd>`), them);
    assert.equal(await of(side('Cdtr', 'Them', theirIban), booked), null);
    assert.deepEqual(await of(side('Dbtr', 'Us', ourIban)), us);
  });

  test('is named in several places', async () => {
    assert.deepEqual(await of('<Dbtr><Pty><Nm>Them</Nm></Pty></Dbtr>'), { name: 'Them', iban: null });
    assert.deepEqual(await of('<UltmtDbtr><Nm>Them</Nm></UltmtDbtr>'), { name: 'Them', iban: null });
    assert.deepEqual(await of('<UltmtDbtr><Nm>Else</Nm></UltmtDbtr><Dbtr><Nm>Them</Nm></Dbtr>'), {
      name: 'Them',
      iban: null,
    });
    const other = (id: string): string => `<DbtrAcct><Id><Othr><Id>${id}</Id></Othr></Id></DbtrAcct>`;
    assert.deepEqual(await of(other('ae21 0351 2345 6789 0123 456')), { name: null, iban: theirIban });
    assert.equal(await of(other('0012345')), null);
  });
});
