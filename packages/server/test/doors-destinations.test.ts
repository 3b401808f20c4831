import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RefusalCode } from '@sarf/contract';
import { assertAnswer, assertRefused } from './doors.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const IBAN = 'AE070331234567890123456';

describe('the door for destinations', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ api: true, worker: false });
  });
  after(() => sarf.stop());

  const add = (body: Record<string, unknown>): Promise<Called> =>
    sarf.call('POST', '/payouts/v1/payment/destinations', body);
  const added = async (body: Record<string, unknown>): Promise<Json> =>
    assertAnswer('createPayoutDestination', await add(body));
  const count = async (): Promise<number> => {
    const [row] = await sarf.sql<{ count: bigint }[]>`select count(*) as count from destinations`;
    return Number(row?.count);
  };

  describe('registers', () => {
    test('an IBAN, and derives country, bank and currency from it', async () => {
      const cases = [
        [IBAN, 'AE', '033', 'AED'],
        ['SA0380000000608010167519', 'SA', '80', 'SAR'],
        ['KW81CBKU0000000000001234560101', 'KW', 'CBKU', 'KWD'],
        ['BH67BMAG00001299123456', 'BH', 'BMAG', 'BHD'],
        ['DE89370400440532013000', 'DE', '37040044', 'EUR'],
        ['GB29NWBK60161331926819', 'GB', 'NWBK', 'GBP'],
      ];
      for (const [iban, country, bank_code, currency] of cases) {
        const body = await added({ beneficiary_name: 'Salma Idris', iban });
        const expected = { beneficiary_name: 'Salma Idris', iban, account_number: null, bank_code, country, currency };
        assert.deepEqual(body, { ...expected, id: body.id, created_at: body.created_at });
        assert.deepEqual((await sarf.call('GET', `/payouts/v1/payment/destinations/${body.id}`)).body, body);
      }
    });

    test('an IBAN as people write it', async () => {
      const { id } = await added({ beneficiary_name: 'Writer', iban: IBAN });
      for (const iban of [
        'AE07 0331 2345 6789 0123 456',
        ' ae070331234567890123456 ',
        'ae07\u00a00331 234567890123456',
      ]) {
        const body = await added({ beneficiary_name: 'Writer', iban });
        assert.equal(body.iban, IBAN);
        assert.equal(body.id, id);
      }
    });

    test('what is said besides the IBAN, where it does not contradict it', async () => {
      const said = { bank_code: 'ebilaead', country: 'ARE', currency: 'USD', account_number: ' 1234567890 ' };
      const body = await added({ beneficiary_name: 'Said', iban: IBAN, ...said });
      assert.deepEqual(
        [body.bank_code, body.country, body.currency, body.account_number],
        ['EBILAEAD', 'AE', 'USD', '1234567890'],
      );
    });

    test('an account number with its bank and country, where there is no IBAN', async () => {
      const cases = [
        ['US', 'US', 'USD'],
        ['usa', 'US', 'USD'],
        ['IND', 'IN', 'INR'],
        ['pk', 'PK', 'PKR'],
      ];
      for (const [country, alpha2, currency] of cases) {
        const body = await added({
          beneficiary_name: 'No Iban',
          account_number: '00-1234/5',
          bank_code: 'x1',
          country,
        });
        assert.deepEqual([body.iban, body.account_number, body.bank_code], [null, '00-1234/5', 'X1']);
        assert.deepEqual([body.country, body.currency], [alpha2, currency]);
      }
    });

    test('names of any script, with their blanks tidied', async () => {
      const names = ['أمينة حداد', "Zoë O'Neill-Müller", '李小龍', 'Sarf & Co. (FZE) 2', 'Ⅷ', 'N\u0303andu\u0301', '7'];
      for (const beneficiary_name of names) {
        assert.equal((await added({ beneficiary_name, iban: IBAN })).beneficiary_name, beneficiary_name);
      }
      const untidy = await added({ beneficiary_name: '  Amina \u00a0\u2003  Haddad ', iban: IBAN });
      assert.equal(untidy.beneficiary_name, 'Amina Haddad');
      // The limit counts characters, not halves of them.
      assert.equal((await added({ beneficiary_name: `𠮷${'x'.repeat(139)}`, iban: IBAN })).country, 'AE');
    });

    test('the same details once, whoever asks how often', async () => {
      const first = await added({ beneficiary_name: 'Again', iban: IBAN });
      const before = await count();
      const same = [
        { beneficiary_name: ' Again ', iban: 'ae07 0331 2345 6789 0123 456' },
        { beneficiary_name: 'Again', iban: IBAN, country: 'AE' },
        { beneficiary_name: 'Again', iban: IBAN, country: 'are', currency: 'AED', bank_code: '033' },
      ];
      for (const body of same) assert.deepEqual(await added(body), first);
      assert.equal(await count(), before);
      const others = [
        { beneficiary_name: 'again', iban: IBAN },
        { beneficiary_name: 'Again', iban: 'AE260260001008223921001' },
        { beneficiary_name: 'Again', iban: IBAN, currency: 'USD' },
        { beneficiary_name: 'Again', iban: IBAN, bank_code: '034' },
        { beneficiary_name: 'Again', iban: IBAN, account_number: '1' },
      ];
      const ids = [];
      for (const body of others) ids.push((await added(body)).id);
      assert.equal(new Set([first.id, ...ids]).size, 6);
    });

    test('the same new details once, when many ask at the same moment', async () => {
      const before = await count();
      const bodies = await Promise.all(
        Array.from({ length: 30 }, (_, at) => added({ beneficiary_name: `At once ${at % 3}`, iban: IBAN })),
      );
      assert.equal(new Set(bodies.map((body) => body.id)).size, 3);
      assert.equal(await count(), before + 3);
    });
  });

  describe('refuses', () => {
    const wrong: [string, Record<string, unknown>, RefusalCode, string[]][] = [
      ['nothing', {}, 'MISSING_PARAMETERS', ['beneficiary_name', 'iban']],
      ['a name alone', { beneficiary_name: 'A' }, 'MISSING_PARAMETERS', ['iban']],
      ['an IBAN alone', { iban: IBAN }, 'MISSING_PARAMETERS', ['beneficiary_name']],
      [
        'an account number alone',
        { beneficiary_name: 'A', account_number: '1' },
        'MISSING_PARAMETERS',
        ['bank_code', 'country'],
      ],
      [
        'a bank alone',
        { beneficiary_name: 'A', bank_code: 'EBILAEAD' },
        'MISSING_PARAMETERS',
        ['account_number', 'country'],
      ],
      [
        'an account number without its bank',
        { beneficiary_name: 'A', account_number: '1', country: 'US' },
        'MISSING_PARAMETERS',
        ['bank_code'],
      ],
      ['a country that is not the IBAN’s', { country: 'SA' }, 'INVALID_PARAMETERS', ['country']],
      ['a country that is none', { country: 'ZZ' }, 'UNKNOWN_COUNTRY', ['country']],
      ['a country by its name', { country: 'Kuwait' }, 'INVALID_PARAMETERS', ['country']],
      ['a currency that is none', { currency: 'XXX' }, 'UNKNOWN_CURRENCY', ['currency']],
      ['a currency in lower case', { currency: 'aed' }, 'INVALID_PARAMETERS', ['currency']],
      ['a name without a letter', { beneficiary_name: '...' }, 'INVALID_NAME', ['beneficiary_name']],
      ['a name of blanks', { beneficiary_name: '   ' }, 'INVALID_NAME', ['beneficiary_name']],
      ['a name of pictures', { beneficiary_name: '💸💸' }, 'INVALID_NAME', ['beneficiary_name']],
      ['an empty name', { beneficiary_name: '' }, 'INVALID_PARAMETERS', ['beneficiary_name']],
      ['a name with control characters', { beneficiary_name: 'A\u0000B' }, 'INVALID_PARAMETERS', ['beneficiary_name']],
      ['half a character', { beneficiary_name: 'A\ud83d' }, 'INVALID_PARAMETERS', ['beneficiary_name']],
      ['a name that is too long', { beneficiary_name: 'x'.repeat(141) }, 'INVALID_PARAMETERS', ['beneficiary_name']],
      ['an account number of blanks', { account_number: '  ' }, 'INVALID_PARAMETERS', ['account_number']],
      ['a bank of blanks', { bank_code: ' ' }, 'INVALID_PARAMETERS', ['bank_code']],
      ['a field it does not know', { swift: 'EBILAEAD' }, 'INVALID_PARAMETERS', ['swift']],
      [
        'all of it at once',
        { beneficiary_name: '', iban: 'AE08', country: 'ZZ', currency: 'XXX', bank_code: 5, swift: 1 },
        'INVALID_PARAMETERS',
        ['beneficiary_name', 'iban', 'country', 'currency', 'bank_code', 'swift'],
      ],
    ];
    for (const [what, body, code, paths] of wrong) {
      test(what, async () => {
        const whole = code === 'MISSING_PARAMETERS' ? body : { beneficiary_name: 'Whole', iban: IBAN, ...body };
        const before = await count();
        assertRefused(await add(whole), code, paths);
        assert.equal(await count(), before);
      });
    }

    test('a bad IBAN, without repeating it', async () => {
      const bad = [
        'AE080331234567890123456',
        'ae08 0331 2345 6789 0123 456',
        'AE07033123456789012345',
        'AE0703312345678901234567',
        'AEXX0331234567890123456',
        'US64SVBKUS6S3300958879',
        'SA0380000000608010167518',
        'GB29NWBK60161331926818',
        'DE8937040044053201300O',
        'AE07-0331-2345-6789-0123-456',
        'not an iban',
        '<script>alert(1)</script>',
        '١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦',
        '   ',
      ];
      for (const iban of bad) {
        const called = await add({ beneficiary_name: 'Bad', iban });
        const body = assertRefused(called, 'INVALID_IBAN', ['iban']);
        const text = JSON.stringify(body);
        const digits = iban.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();
        if (iban.trim() !== '') assert.ok(!text.includes(iban), text);
        // Nor the part that tells the account.
        if (digits.length > 12) assert.ok(!text.toUpperCase().includes(digits.slice(4, 12)), text);
      }
    });

    test('an IBAN that is no text', async () => {
      for (const iban of [5, true, null, [IBAN], { iban: IBAN }, '', 'A'.repeat(65)]) {
        assertRefused(await add({ beneficiary_name: 'Bad', iban }), 'INVALID_PARAMETERS', ['iban']);
      }
    });
  });

  describe('finds', () => {
    test('destinations by a part of the name or of the account, page by page', async () => {
      const named = async (beneficiary_name: string, iban: string): Promise<string> =>
        (await added({ beneficiary_name, iban })).id;
      const zahra = await named('Zahra  Al-Qasimi', 'AE460090000000123456789');
      const other = await named('Zahraa 100% Trading_Co', 'SA4420000001234567891234');
      const find = async (search: string, more = ''): Promise<Json> => {
        const query = `search=${encodeURIComponent(search)}${more}`;
        return assertAnswer(
          'listPayoutDestinations',
          await sarf.call('GET', `/payouts/v1/payment/destinations?${query}`),
        );
      };
      const ids = async (search: string): Promise<string[]> => (await find(search)).content.map(({ id }: Json) => id);
      assert.deepEqual(await ids('zahra'), [other, zahra]);
      assert.deepEqual(await ids(' ZAHRA al-q '), [zahra]);
      assert.deepEqual(await ids('ae46 0090 0000'), [zahra]);
      assert.deepEqual(await ids('1234567891234'), [other]);
      assert.deepEqual(await ids('0% trading_c'), [other], 'signs stand for themselves');
      assert.deepEqual(await ids('zahra_'), []);
      const first = await find('zahra', '&page_size=1');
      assert.deepEqual([first.content[0].id, first.page.next], [other, other]);
      const second = await find('zahra', `&page_size=1&after=${other}`);
      assert.deepEqual([second.content[0].id, second.page.next], [zahra, null]);
      for (const bad of ['', 'a%00b', 'x'.repeat(101)]) {
        const called = await sarf.call('GET', `/payouts/v1/payment/destinations?search=${bad}`);
        assertRefused(called, 'INVALID_PARAMETERS', ['search']);
      }
    });
  });
});
