import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonRows } from './reason-table.ts';
import { reasonCodes, reasonOf } from './reasons.ts';

const required = `AC01 AC03 AC04 AC06 AC07 AC13 AC14 AC15 AC16 AG01 AG02 AG03 AG07 AB05 AB08 AM01 AM02 AM03 AM04 AM05
  AM07 AM09 AM12 AM14 AM21 BE01 BE04 BE05 BE06 BE08 CNOR CURR CUST CN01 DNOR DS02 DT01 DUPL ED05 FF01 FF05 FOCR FR01
  FRAD MD07 MS02 MS03 NARR NOAS NOCM RC01 RC04 RR01 RR02 RR03 RR04 TM01 UPAY`.split(/\s+/);

test('every code a bank is likely to send has an entry of its own', () => {
  for (const code of required) {
    assert.ok(reasonCodes.includes(code), code);
    assert.equal(reasonOf(code).code, code);
  }
});

test('no code is in the table twice', () => {
  assert.equal(new Set(reasonRows.map(([code]) => code)).size, reasonRows.length);
});

test('every entry speaks in one plain sentence', () => {
  for (const reason of [...reasonCodes, 'ZZ99'].map(reasonOf)) {
    for (const sentence of [reason.meaning, reason.beneficiaryMessage]) {
      assert.match(sentence, /^[A-Z][^.]+\.$/, reason.code);
    }
  }
});

test('what the beneficiary may see reveals nothing about compliance, fraud or our balance', () => {
  const telling = /fraud|complian|regulat|sanction|suspic|authorit|law|case|block|freez|seiz|balance|fund|cover|limit/i;
  for (const code of [...reasonCodes, 'ZZ99']) assert.doesNotMatch(reasonOf(code).beneficiaryMessage, telling, code);
});

test('a sensitive reason looks to the beneficiary exactly like one we do not know', () => {
  const sensitive = 'AC16 AC17 AM02 AM04 AM05 AM07 AM14 AM21 FR01 FRAD MD07 NOCM RR04 RR05 UPAY DUPL'.split(' ');
  for (const code of sensitive) {
    assert.equal(reasonOf(code).beneficiaryMessage, reasonOf('ZZ99').beneficiaryMessage, code);
    assert.equal(reasonOf(code).retryHelps, false, code);
  }
});

test('only reasons of time and technology are helped by trying again', () => {
  const retried = reasonCodes.filter((code) => reasonOf(code).retryHelps);
  assert.deepEqual(retried.toSorted(), ['AB05', 'AB06', 'AB07', 'AB08', 'ED05', 'TM01']);
});

test('a code we do not know keeps its code, goes to the operator and is not retried', () => {
  for (const code of ['ZZ99', '', '__proto__', 'ac04']) {
    const { code: kept, whoActs, retryHelps } = reasonOf(code);
    assert.deepEqual({ kept, whoActs, retryHelps }, { kept: code, whoActs: 'operator', retryHelps: false });
  }
});
