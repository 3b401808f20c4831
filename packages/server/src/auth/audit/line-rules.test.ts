import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AuditLine, asKept, faultOf, hashOf, NO_HASH } from './line-rules.ts';
import { masked, maskName, textOf } from './mask-rules.ts';

const line = (sequence: bigint, previousHash: string, more: Partial<AuditLine> = {}): AuditLine => {
  const content = {
    applicationId: 'app-1',
    sequence,
    at: new Date('2026-01-02T03:04:05.678Z'),
    actor: 'member:1',
    actorName: 'Amina',
    action: 'approvePayout',
    outcome: 'done',
    objectType: 'payment',
    objectId: 'p-1',
    before: null,
    after: '{"status":"PENDING"}',
    ip: '127.0.0.1',
    userAgent: null,
    requestId: 'r-1',
    previousHash,
    ...more,
  };
  return { ...content, hash: hashOf(content) };
};

describe('lines of the audit log', () => {
  const first = line(1n, NO_HASH);
  const second = line(2n, first.hash);

  test('a chain that was not touched has no fault', () => {
    assert.equal(faultOf(first, undefined), undefined);
    assert.equal(faultOf(second, first), undefined);
  });

  test('what a database would change is changed before it is hashed', () => {
    const odd = asKept({ ...first, actorName: 'half \ud800\0', userAgent: '\0x', objectId: null });
    assert.deepEqual([odd.actorName, odd.userAgent, odd.objectId, odd.ip], ['half \ufffd', 'x', null, first.ip]);
  });

  test('whatever is changed in a line is seen', () => {
    const changes: Partial<AuditLine>[] = [
      { at: new Date('2026-01-02T03:04:05.679Z') },
      { actor: 'member:2' },
      { actorName: 'Omar' },
      { action: 'rejectPayout' },
      { outcome: 'SECOND_PARTY_NEEDED' },
      { objectType: null },
      { objectId: 'p-2' },
      { before: 'null' },
      { after: null },
      { ip: null },
      { userAgent: '' },
      { requestId: 'r-2' },
      { applicationId: 'app-2' },
    ];
    for (const change of changes) assert.match(faultOf({ ...second, ...change }, first) ?? '', /line 2 is not what/);
  });

  test('a line that is left out, put in or hashed anew is seen', () => {
    const third = line(3n, second.hash);
    assert.match(faultOf(third, first) ?? '', /line 2 is missing/);
    assert.match(faultOf(first, second) ?? '', /line 3 is missing/);
    const forged = line(1n, NO_HASH, { actor: 'member:2' });
    assert.equal(faultOf(forged, undefined), undefined);
    assert.match(faultOf(second, forged) ?? '', /does not hold the hash/);
    assert.match(faultOf(line(1n, second.hash), undefined) ?? '', /does not hold the hash/);
  });

  test('texts are not run together', () => {
    assert.notEqual(
      line(1n, NO_HASH, { ip: 'a', userAgent: null }).hash,
      line(1n, NO_HASH, { ip: null, userAgent: 'a' }).hash,
    );
    assert.notEqual(line(1n, NO_HASH, { action: 'a","b' }).hash, line(1n, NO_HASH, { action: 'a', outcome: 'b' }).hash);
  });
});

describe('what the audit log shows', () => {
  test('no secrets, no IBANs, no names of people who are paid', () => {
    const shown = masked({
      iban: 'AE070331234567890123456',
      debtor_iban: 'DE89370400440532013000',
      beneficiary_name: 'Amina Haddad',
      beneficiary: { name: 'Omar Said', city: 'Dubai' },
      name: 'Main account',
      description: 'to AE070331234567890123456, please',
      client_secret: 'x',
      link: 'https://sarf.test/#token=abc',
      list: [{ password: 'x', amount: 5 }],
      reason: { code: 'AC04' },
    });
    assert.deepEqual(shown, {
      iban: 'AE07…3456',
      debtor_iban: 'DE89…3000',
      beneficiary_name: 'A… H…',
      beneficiary: { name: 'O… S…', city: 'Dubai' },
      name: 'Main account',
      description: 'to AE07…3456, please',
      client_secret: '(left out)',
      link: '(left out)',
      list: [{ password: '(left out)', amount: 5 }],
      reason: { code: 'AC04' },
    });
    assert.equal(maskName('عمر سعيد'), 'ع… س…');
  });

  test('no IBAN in a text, however it was typed', () => {
    const texts: [string, string][] = [
      ['pay AE07 0331 2345 6789 0123 456 now', 'pay AE07…3456 now'],
      ['ae070331234567890123456', 'ae07…3456'],
      ['ref ab12 to de89 3704 0044 0532 0130 00.', 'ref ab12 to de89…3000.'],
      ['AE070331234567890123456,DE89370400440532013000', 'AE07…3456,DE89…3000'],
      ['PO12 payment for services of March', 'PO12 payment for services of March'],
    ];
    for (const [text, shown] of texts) assert.equal(masked(text), shown);
  });

  test('nothing larger than a page', () => {
    assert.equal(textOf(undefined), null);
    assert.equal(textOf({ a: 1n }), '{"a":"1"}');
    assert.match(textOf({ text: 'x'.repeat(20_000) }) ?? '', /left_out/);
  });
});
