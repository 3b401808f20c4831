import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMessages } from './read-stream.ts';

async function read(parts: readonly Uint8Array[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const message of readMessages(each(parts))) found.push(message);
  return found;
}
async function* each(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('messages are the same however the stream is cut, also within a character', async () => {
  const text =
    ': connected\n\nid: 1\nevent: payout.created\ndata: {"name":"صرف"}\n\nid:2\r\ndata:a\r\ndata: b\r\n\r\n:\n\n';
  const expected = [undefined, { id: '1', data: '{"name":"صرف"}' }, { id: '2', data: 'a\nb' }, undefined];
  const whole = bytes(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(whole.length)), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
      const parts = places.slice(1).map((place, at) => whole.slice(places[at], place));
      assert.deepEqual(await read(parts), expected);
    }),
    { numRuns: 50 },
  );
});

test('half a message at the end is none', async () => {
  assert.deepEqual(await read([bytes('id: 1\ndata: half')]), []);
});
