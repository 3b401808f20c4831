import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contentOf } from './entry-rows.ts';
import type { EntryPart, StatementEntry } from './statement.ts';

const part = (more: Partial<EntryPart> = {}): EntryPart => ({
  amountMinor: 100n,
  endToEndId: null,
  instructionId: null,
  uetr: null,
  messageId: null,
  batchId: null,
  remittance: null,
  counterparty: null,
  returnReason: null,
  ...more,
});
const entry = (more: Partial<StatementEntry> = {}): StatementEntry => ({
  direction: 'credit',
  amountMinor: 100n,
  currency: 'AED',
  bookedOn: '2026-11-02',
  valueOn: null,
  reversal: false,
  bankReference: 'BANK',
  entryReference: 'LINE',
  bankCode: 'PMNT/RCDT/ESCT',
  info: null,
  parts: [part()],
  ...more,
});

describe('an entry as it is kept', () => {
  test('has every reference of its parts once, what travelled with the money first', () => {
    const parts = [
      part({ endToEndId: 'A', messageId: 'M', uetr: 'U' }),
      part({ endToEndId: 'B', messageId: 'M', batchId: 'A' }),
    ];
    assert.deepEqual(contentOf(entry({ parts })).referenceList, ['A', 'B', 'BANK', 'U', 'M']);
  });

  test('tells who is at the other end where that is one and the same', () => {
    const layla = { name: 'Layla', iban: 'AE07' };
    const both = contentOf(entry({ parts: [part({ counterparty: layla }), part({ counterparty: { ...layla } })] }));
    assert.deepEqual([both.counterpartyName, both.counterpartyIban], ['Layla', 'AE07']);
    const two = contentOf(entry({ parts: [part({ counterparty: layla }), part()] }));
    assert.deepEqual([two.counterpartyName, two.counterpartyIban], [null, null]);
  });

  test('keeps its parts where there are several, with amounts that survive', () => {
    assert.equal(contentOf(entry()).parts, null);
    const { parts, remittance } = contentOf(
      entry({ parts: [part({ remittance: 'one', amountMinor: 90071992547409931n }), part({ remittance: 'two' })] }),
    );
    assert.equal(JSON.parse(parts ?? '')[0].amountMinor, '90071992547409931');
    assert.equal(remittance, 'one two');
  });

  test('is a return when the bank says so in any way', () => {
    assert.equal(contentOf(entry()).isReturn, false);
    assert.equal(contentOf(entry({ reversal: true })).isReturn, true);
    assert.equal(contentOf(entry({ bankCode: 'PMNT/ICDT/RRTN' })).isReturn, true);
    const { isReturn, returnReason } = contentOf(entry({ parts: [part(), part({ returnReason: 'AC04' })] }));
    assert.deepEqual([isReturn, returnReason], [true, 'AC04']);
  });
});
