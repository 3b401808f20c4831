import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Outcome } from '../running/runtime.ts';
import { checkerOf } from './check-arguments.ts';
import { resultOf } from './results.ts';

const answer = (status: number, body: string | Uint8Array, type = 'application/json'): Outcome => ({
  kind: 'answer',
  status,
  headers: { 'content-type': type },
  body: Buffer.from(body),
});
const fault = (code: string, outcomeUnknown: boolean, status: 400 | 502 | 504 = 504): Outcome => ({
  kind: 'fault',
  status,
  code,
  message: 'It went wrong',
  outcomeUnknown,
});
const first = (outcome: Outcome, writes = true): string | undefined => resultOf(outcome, null, writes).content[0]?.text;

describe('an answer', () => {
  test('is its text, and structured where it is an object', () => {
    assert.deepEqual(resultOf(answer(200, '{"a":1}'), null, false), {
      content: [{ type: 'text', text: '{"a":1}' }],
      structuredContent: { a: 1 },
    });
    assert.deepEqual(resultOf(answer(200, '[1]'), null, false), { content: [{ type: 'text', text: '[1]' }] });
    assert.deepEqual(resultOf(answer(204, ''), null, true), { content: [{ type: 'text', text: '' }] });
    assert.match(
      first(answer(200, new Uint8Array([0xff, 0xfe]), 'image/png')) ?? '',
      /not text: 2 bytes of image\/png/,
    );
  });

  test('has structured content that fits, whatever came, where there is an output schema', () => {
    const check = checkerOf({ type: 'object', properties: { id: { type: 'string' }, n: { type: 'number' } } });
    const structured = (body: string) => resultOf(answer(200, body), check, true).structuredContent;
    assert.deepEqual(structured('{"id":"a","n":1,"more":true}'), { id: 'a', n: 1, more: true });
    assert.deepEqual(structured('{"id":7,"n":1}'), { n: 1 });
    assert.deepEqual(structured('[1]'), {});
    assert.deepEqual(structured(''), {});
    assert.equal(JSON.stringify(structured('{"n":12345678901234567890.10}')), '{"n":12345678901234567890.10}');
  });
});

describe('a refusal', () => {
  const ours = { status: 'INSUFFICIENT_FUNDS', message: 'Not enough.', money_moved: 'no', retryable: true };

  test('begins with the message of the API, its code, and what is known of the money', () => {
    const result = resultOf(answer(409, JSON.stringify(ours)), null, true);
    assert.deepEqual(result, {
      content: [
        { type: 'text', text: 'INSUFFICIENT_FUNDS: Not enough. (HTTP 409; money_moved: no; retryable: true)' },
        { type: 'text', text: JSON.stringify(ours) },
      ],
      isError: true,
    });
    assert.match(
      first(answer(503, JSON.stringify({ ...ours, money_moved: 'unknown' }))) ?? '',
      /money_moved: unknown.*Read or list/,
    );
  });

  test('of another API is read where it may be', () => {
    const cases: [string, string][] = [
      ['{"error":{"code":"card_declined","message":"Declined"}}', 'card_declined: Declined. (HTTP 402)'],
      ['{"error":"invalid_grant","error_description":"No"}', 'invalid_grant: No. (HTTP 402)'],
      ['{"title":"Bad","detail":"Really bad!"}', 'Really bad! (HTTP 402)'],
      ['<html>', 'The API refused this. (HTTP 402)'],
      ['{"message":"two\\nlines"}', 'two lines. (HTTP 402)'],
      ['null', 'The API refused this. (HTTP 402)'],
    ];
    for (const [body, sentence] of cases) assert.equal(first(answer(402, body)), sentence);
    assert.ok((first(answer(400, JSON.stringify({ message: 'x'.repeat(10_000) })))?.length ?? 0) < 600);
  });

  test('by an API that broke may have been carried out, where it wrote', () => {
    assert.match(first(answer(500, '{}')) ?? '', /money_moved: unknown/);
    assert.doesNotMatch(first(answer(500, '{}'), false) ?? '', /money_moved/);
  });
});

test('a fault names its code, and says to read first where it may have been carried out', () => {
  const unknown = resultOf(fault('upstream-timeout', true), null, true);
  assert.equal(unknown.isError, true);
  assert.match(
    unknown.content[0]?.text ?? '',
    /^upstream-timeout: It went wrong\. \(money_moved: unknown; retryable: true\)$/,
  );
  assert.match(unknown.content[1]?.text ?? '', /may have been carried out/);
  assert.match(first(fault('upstream-timeout', true), false) ?? '', /money_moved: no/);
  assert.match(first(fault('missing-argument', false, 400)) ?? '', /money_moved: no; retryable: false/);
});
