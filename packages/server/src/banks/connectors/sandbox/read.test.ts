import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNews, readResults } from './read.ts';

const item = { end_to_end_id: 'E', status: 'ACSC', reason_code: null, reason: null, bank_reference: 'R' };

test('a text of the bank that the database could not keep is kept without what it could not', () => {
  const bad = { ...item, end_to_end_id: 'E\u0000', reason_code: 'A\u0000C', reason: `x\u0000${'y'.repeat(2000)}` };
  const [outcome] = readNews({ notifications: [bad] })?.outcomes ?? [];
  assert.equal(outcome?.endToEndId, 'E ');
  assert.equal(outcome?.code, 'A C');
  assert.equal(outcome?.message?.length, 500);
  assert.equal(outcome?.bankReference, 'R');
});

test('a status that nobody knows decides nothing, and what is not an answer is none', () => {
  assert.equal(readResults({ results: [{ ...item, status: 'XXXX' }] })?.[0]?.kind, 'unknown');
  assert.equal(readResults({ results: [{ ...item, status: 7 }] }), undefined);
  assert.equal(readResults('<html>'), undefined);
});
