import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { camtFile, inPieces } from '../../test/camt-file.ts';
import { readWhole, refusalOf } from '../../test/read-statement.ts';
import { Refusal } from '../foundation/refuse.ts';
import { readCamt053 } from './read-camt053.ts';
import { readLimits } from './statement.ts';

const entry =
  '<Ntry><Amt Ccy="AED">10.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-01-05</Dt></BookgDt></Ntry>';
const message = (inside: string, before = ''): string =>
  `<?xml version="1.0"?>\n${before}<Document><BkToCstmrStmt><Stmt>\n${inside}</Stmt></BkToCstmrStmt></Document>`;
const refused = (file: string | Uint8Array, bytesMax = readLimits.bytesMax) =>
  refusalOf(readCamt053(inPieces(typeof file === 'string' ? Buffer.from(file) : file, [60_000]), { bytesMax }));
const infoOf = async (file: Uint8Array): Promise<string | null | undefined> =>
  (await readWhole(readCamt053(inPieces(file, [1])))).at(0)?.entries[0]?.info;

const bomb = `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
const deep = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
const attributes = (count: number): string => Array.from({ length: count }, (_, at) => ` a${at}="1"`).join('');

describe('refused, with the line', () => {
  const cases: readonly (readonly [string, string, RegExp, number])[] = [
    ['an empty file', '', /not well-formed/, 1],
    ['nothing but white space', ' \n\n ', /not well-formed/, 3],
    ['no XML', 'Date;Amount\n1;2', /not well-formed/, 2],
    ['JSON', '{"a": 1}', /not well-formed/, 1],
    ['text after the end', `${message(entry)}\nx`, /not well-formed/, 4],
    ['a second root', `${message(entry)}<a/>`, /not well-formed/, 3],
    ['a file that ends early', message(entry).slice(0, -30), /not well-formed/, 3],
    ['a file that ends inside a tag', message(entry).slice(0, 60), /not well-formed/, 3],
    ['tags that cross', message('<Id><a></Id></a>'), /not well-formed/, 3],
    ['an attribute twice', message('<Id a="1" a="2"/>'), /not well-formed/, 3],
    ['a control character', message('<Id>\u0001</Id>'), /not well-formed/, 3],
    ['half a character by number', message('<Id>&#xD800;</Id>'), /not well-formed/, 3],
    ['a document type', message(entry, '<!DOCTYPE Document>'), /DOCTYPE/, 2],
    ['a file from elsewhere', message('&x;', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), /DOCTYPE/, 2],
    ['a bomb of entities', message('&b;', bomb), /DOCTYPE/, 2],
    ['a document type without an end', `<!DOCTYPE ${'x'.repeat(200_000)}`, /longer than 65,536/, 1],
    ['an entity that nobody defined', message('<Id>&nbsp;</Id>'), /not well-formed/, 3],
    ['an entity by the name of what objects have', message('<Id>&constructor;</Id>'), /not well-formed/, 3],
    ['more of the same', message('<Id>&__proto__;&toString;</Id>'), /not well-formed/, 3],
    ['too many levels', message(deep(62)), /more than 64 levels/, 3],
    ['too many levels where nobody looks', deep(100_000), /more than 64 levels/, 1],
    ['too many attributes', message(`<Id${attributes(1001)}/>`), /more than 1,?000 attributes/, 3],
    ['a long attribute', message(`<Id a="${'x'.repeat(70_000)}"/>`), /longer than 65,536/, 3],
    ['a long text', message(`<Id>${'x'.repeat(70_000)}</Id>`), /longer than 65,536/, 3],
    [
      'a long text in pieces',
      message(`<Id>${'<!-- --><![CDATA[xxxxxxx]]>'.repeat(10_000)}</Id>`),
      /longer than 65,536/,
      3,
    ],
    ['a long text that nobody reads', message(`<Else>${'x'.repeat(70_000)}</Else>`), /longer than 65,536/, 3],
    ['a long text of entities', message(`<Id>${'&amp;'.repeat(70_000)}</Id>`), /longer than 65,536/, 3],
    ['a long name', `<${'x'.repeat(300_000)}`, /longer than 65,536/, 1],
    ['a long comment', `<!-- ${'x'.repeat(300_000)}`, /longer than 65,536/, 1],
    ['no statement', '<Document><BkToCstmrStmt/></Document>', /There is no statement \(camt\.053\) in this file\./, 1],
    ['a report', '<Document><BkToCstmrAcctRpt><Rpt/></BkToCstmrAcctRpt></Document>', /it is a camt\.052 message/, 1],
    ['an advice', '<Document><BkToCstmrDbtCdtNtfctn/></Document>', /it is a camt\.054 message/, 1],
    ['a web page', '<html><body>Log in</body></html>', /no statement/, 1],
    ['an entry without amount', message(entry.replace(/<Amt.*<\/Amt>/, '')), /begins in line 3 has no amount/, 3],
    ['an amount without currency', message(entry.replace(' Ccy="AED"', '')), /an amount without a currency/, 3],
    ['a currency nobody knows', message(entry.replace('AED', 'XAU')), /the currency "XAU"/, 3],
    ['no direction', message(entry.replace('CRDT', '')), /neither credit nor debit/, 3],
    ['a third direction', message(entry.replace('CRDT', 'BOTH')), /neither credit nor debit/, 3],
    ['no date', message(entry.replace(/<BookgDt.*BookgDt>/, '')), /has no date/, 3],
    ['no day of the calendar', message(entry.replace('01-05', '02-29')), /"2026-02-29", which is no day/, 3],
    ['a day of another calendar', message(entry.replace('2026-01-05', '0000-01-05')), /which is no day/, 3],
    [
      'a payment with no money',
      message(entry.replace('</Ntry>', '<NtryDtls><TxDtls><Amt Ccy="AED">x</Amt></TxDtls><TxDtls/></NtryDtls></Ntry>')),
      /"x"/,
      3,
    ],
  ];
  for (const [name, file, expected, line] of cases) {
    test(name, async () => {
      const { message: sentence, metadata } = await refused(file);
      assert.match(sentence, expected);
      assert.deepEqual(metadata, { line });
      assert(sentence.length < 300, sentence);
    });
  }

  for (const amount of [
    '',
    '10.505',
    '-1',
    '1,000.00',
    '10,50',
    '1e3',
    '0x10',
    'NaN',
    '1 000',
    '٣',
    '9'.repeat(17),
    '1'.repeat(60_000),
  ]) {
    test(`an amount of "${amount.slice(0, 20)}"`, async () => {
      assert.match((await refused(message(entry.replace('10.50', amount)))).message, /amount/);
    });
  }

  test('sums that no column holds', async () => {
    const most = entry.replace('10.50', '9999999999999999.99');
    assert.match((await refused(message(most + most))).message, /more money than there is/);
  });

  test('a larger file than may be', async () => {
    const file = message(entry);
    assert.match((await refused(file, file.length - 1)).message, /larger than \d+ bytes/);
    assert.equal((await readWhole(readCamt053(inPieces(Buffer.from(file)), { bytesMax: file.length }))).length, 1);
  });

  test('more statements than anybody has accounts', async () => {
    const file = `<BkToCstmrStmt>${'<Stmt/>'.repeat(10_001)}</BkToCstmrStmt>`;
    assert.match((await refused(file)).message, /more than 10000 statements/);
  });

  test('more payments in one entry than memory should hold', async () => {
    const details = `<NtryDtls>${'<TxDtls/>'.repeat(100_001)}</NtryDtls></Ntry>`;
    assert.match((await refused(message(entry.replace('</Ntry>', details)))).message, /more than 100000 payments/);
  });

  test('what stops being a file is not called unreadable', async () => {
    const cut = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(message(entry).slice(0, 50));
      throw new Error('the connection broke');
    };
    await assert.rejects(readWhole(readCamt053(cut())), /^Error: the connection broke$/);
  });
});

test('what is just within the limits is read', async () => {
  const file = message(
    `${deep(61)}<Id${attributes(1000)}>${'x'.repeat(65_000)}</Id><!-- ${'x'.repeat(65_000)} -->${entry}`,
  );
  const [statement] = await readWhole(readCamt053(inPieces(Buffer.from(file))));
  assert.equal(statement?.entries.length, 1);
});

describe('encodings', () => {
  const text = (encoding: string, info: string): string =>
    `<?xml version="1.0" encoding="${encoding}"?>${message(entry.replace('</Ntry>', `<AddtlNtryInf>${info}</AddtlNtryInf></Ntry>`)).slice(22)}`;
  const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  const arabic = 'دفعة ١٢';
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ['UTF-8', Buffer.from(text('UTF-8', `${arabic} 😀`)), `${arabic} 😀`],
    [
      'UTF-8, unsaid',
      Buffer.from(message(entry.replace('</Ntry>', `<AddtlNtryInf>${arabic}</AddtlNtryInf></Ntry>`))),
      arabic,
    ],
    ['UTF-8 with a mark', Buffer.concat([mark, Buffer.from(text('utf-8', arabic))]), arabic],
    ['UTF-8 that calls itself UTF-16', Buffer.from(text('UTF-16', arabic)), arabic],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text('UTF-16', arabic)}`, 'utf16le'), arabic],
    ['UTF-16 without one', Buffer.from(text('UTF-16', arabic), 'utf16le'), arabic],
    ['UTF-16, the other way round', swapped(Buffer.from(`\ufeff${text('UTF-16', arabic)}`, 'utf16le')), arabic],
    ['UTF-16, the other way round, unmarked', swapped(Buffer.from(text('UTF-16', arabic), 'utf16le')), arabic],
    ['ISO-8859-1', Buffer.from(text('ISO-8859-1', 'Café Müller'), 'latin1'), 'Café Müller'],
    ['windows-1252', Buffer.from(text('windows-1252', 'A\x80B'), 'latin1'), 'A€B'],
    ['windows-1256', Buffer.from(text('Windows-1256', '\xcf\xdd\xda\xc9'), 'latin1'), 'دفعة'],
  ];
  for (const [name, file, expected] of cases) {
    test(name, async () => assert.equal(await infoOf(file), expected));
  }

  const wrong: readonly (readonly [string, Buffer])[] = [
    ['bytes that are no UTF-8', Buffer.from(text('UTF-8', 'Caf\xe9'), 'latin1')],
    ['half a character at the end', Buffer.concat([Buffer.from(message(entry)), Buffer.from([0xe2, 0x82])])],
    ['an encoding that nobody knows', Buffer.from(text('klingon', 'x'))],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])],
    ['EBCDIC', Buffer.from([0x4c, 0x6f, 0xa7, 0x94, 0x93])],
    ['an odd number of bytes', Buffer.concat([Buffer.from(`\ufeff${message(entry)}`, 'utf16le'), Buffer.from([0x20])])],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a packed file', Buffer.from('504b030414000000080000002100', 'hex')],
  ];
  for (const [name, file] of wrong) {
    test(`refused: ${name}`, async () => void (await refused(file)));
  }
});

describe('whatever comes', () => {
  const good = camtFile({
    version: '08',
    style: { prefix: 'p', comments: true, cdata: true },
    statements: [
      {
        id: 'S & T',
        iban: 'AE070331234567890123456',
        currency: 'AED',
        entries: [
          {
            amount: '10.50',
            currency: 'AED',
            direction: 'CRDT',
            bookedOn: '2026-01-05',
            details: [{ endToEndId: 'é' }],
          },
        ],
      },
    ],
  });
  /** Reads, or refuses; nothing else. */
  const readOrRefuse = async (file: Uint8Array): Promise<void> => {
    await readWhole(readCamt053(inPieces(file, [7, 100, 1]))).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'UNREADABLE_STATEMENT')) throw error;
    });
  };

  test('bytes at random are refused', async () => {
    const bytes = fc.uint8Array({ maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(bytes, async (file) => void (await refused(file))),
      { numRuns: 300 },
    );
  });

  test('a file cut off anywhere is refused', async () => {
    const whole = Buffer.from(good);
    const at = fc.integer({ min: 0, max: whole.lastIndexOf('>') - 1 });
    await fc.assert(
      fc.asyncProperty(at, async (end) => void (await refused(whole.subarray(0, end)))),
      { numRuns: 200 },
    );
  });

  test('a file with something else somewhere in it is read or refused', async () => {
    const pieces = [
      '<',
      '>',
      '&',
      ';',
      '"',
      ']]>',
      '<!--',
      '<![CDATA[',
      '<?',
      '</',
      '&#',
      '\0',
      '\ufffe',
      '<!DOCTYPE a>',
      '\ud800',
      'Ntry',
    ];
    const change = fc.record({
      at: fc.integer({ min: 0, max: good.length }),
      remove: fc.nat(20),
      piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 10 })),
    });
    const changed = fc
      .array(change, { minLength: 1, maxLength: 4 })
      .map((changes) =>
        changes.reduce((text, { at, remove, piece }) => text.slice(0, at) + piece + text.slice(at + remove), good),
      );
    await fc.assert(
      fc.asyncProperty(changed, (file) => readOrRefuse(Buffer.from(file))),
      { numRuns: 1000 },
    );
  });

  test('a file with other bytes somewhere in it is read or refused', async () => {
    const whole = Buffer.from(good);
    const change = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
    const property = fc.asyncProperty(change, async (changes) => {
      const file = Buffer.from(whole);
      for (const [at, byte] of changes) file[at] = byte;
      await readOrRefuse(file);
    });
    await fc.assert(property, { numRuns: 500 });
  });
});
