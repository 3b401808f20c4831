import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { destinationFaults, readDestination } from './rules.ts';

const IBAN = 'AE070331234567890123456';
const name = { beneficiary_name: 'Amina Haddad' };

const faultsOf = (request: Record<string, string>): string[] => {
  const reading = readDestination(request);
  return 'faults' in reading ? reading.faults.map((fault) => `${fault.path} ${fault.code}`) : [];
};
const detailsOf = (request: Record<string, string>) => {
  const reading = readDestination(request);
  assert('details' in reading, JSON.stringify(reading));
  return reading.details;
};

describe('a destination by IBAN', () => {
  test('has its country, bank and currency derived', () => {
    assert.deepEqual(detailsOf({ ...name, iban: IBAN }), {
      beneficiaryName: 'Amina Haddad',
      iban: IBAN,
      accountNumber: null,
      bankCode: '033',
      country: 'AE',
      currency: 'AED',
    });
  });

  test('is the same however the IBAN and the name are spaced', () => {
    const spaced = { beneficiary_name: ' Amina   Haddad ', iban: 'ae07 0331 2345 6789 0123 456' };
    assert.deepEqual(detailsOf(spaced), detailsOf({ ...name, iban: IBAN }));
  });

  test('takes alpha-2 and alpha-3 countries and refuses another one', () => {
    assert.equal(detailsOf({ ...name, iban: IBAN, country: 'ARE' }).country, 'AE');
    assert.equal(detailsOf({ ...name, iban: IBAN, country: 'ae' }).country, 'AE');
    assert.deepEqual(faultsOf({ ...name, iban: IBAN, country: 'SA' }), ['country INVALID_PARAMETERS']);
    assert.deepEqual(faultsOf({ ...name, iban: IBAN, country: 'QQ' }), ['country UNKNOWN_COUNTRY']);
  });

  test('keeps the currency that is given', () => {
    assert.equal(detailsOf({ ...name, iban: IBAN, currency: 'USD' }).currency, 'USD');
    assert.deepEqual(faultsOf({ ...name, iban: IBAN, currency: 'ZZZ' }), ['currency UNKNOWN_CURRENCY']);
  });
});

describe('a destination without an IBAN', () => {
  const account = { account_number: '0012345', bank_code: 'nbadaeaa', country: 'ARE' };

  test('keeps leading zeros and derives the currency from the country', () => {
    const details = detailsOf({ ...name, ...account });
    assert.equal(details.accountNumber, '0012345');
    assert.equal(details.bankCode, 'NBADAEAA');
    assert.equal(details.currency, 'AED');
  });

  test('names what is missing', () => {
    assert.deepEqual(faultsOf(name), ['iban MISSING_PARAMETERS']);
    assert.deepEqual(faultsOf({ ...name, account_number: '1' }), [
      'bank_code MISSING_PARAMETERS',
      'country MISSING_PARAMETERS',
    ]);
  });
});

test('all faults come at once', () => {
  assert.deepEqual(faultsOf({ beneficiary_name: ' - ', iban: 'AE00', country: 'QQ', currency: 'ZZZ' }), [
    'beneficiary_name INVALID_NAME',
    'iban INVALID_IBAN',
    'country UNKNOWN_COUNTRY',
    'currency UNKNOWN_CURRENCY',
  ]);
});

test('what is not text is left to the schema', () => {
  assert.deepEqual(destinationFaults({ beneficiary_name: 5, iban: 7 }), []);
  assert.deepEqual(
    destinationFaults([]).map((fault) => fault.path),
    ['iban'],
  );
  assert.deepEqual(destinationFaults(null), []);
});
