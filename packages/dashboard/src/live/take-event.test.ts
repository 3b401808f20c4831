import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryClient } from '@tanstack/react-query';
import { listKey, objectKey, partKey } from '../api/keys.ts';
import { isNews, refresh, takeEvent } from './take-event.ts';

const payout = (id: string, status: string, at: string) => ({ id, status, updated_at: at });
const news = (payload: { id: string }) => ({
  type: 'payout.completed',
  object: { type: 'payout', id: payload.id },
  payload,
});
const page = (...content: object[]) => ({ content, page: { size: 50, next: null } });
const list = (pages: number, ...content: object[]) => ({
  pages: Array.from({ length: pages }, () => page(...content)),
  pageParams: [],
});

test('an event puts its object where it is shown, in the list too', () => {
  const client = new QueryClient();
  const old = payout('a', 'PENDING', '2026-01-01T10:00:00Z');
  const other = payout('b', 'PENDING', '2026-01-01T10:00:00Z');
  const now = payout('a', 'COMPLETED', '2026-01-01T10:00:05Z');
  client.setQueryData(objectKey('payout', 'a'), old);
  client.setQueryData(listKey('payout', { status: 'PENDING' }), list(1, other, old));
  const touched = takeEvent(client, news(now));
  assert.deepEqual(client.getQueryData(objectKey('payout', 'a')), now);
  assert.deepEqual(client.getQueryData(listKey('payout', { status: 'PENDING' })), list(1, other, now));
  assert.ok(touched.has('payout') && touched.has('payout_account') && !touched.has('destination'));
});

test('news that comes late changes nothing', () => {
  const client = new QueryClient();
  const now = payout('a', 'COMPLETED', '2026-01-01T10:00:05Z');
  client.setQueryData(objectKey('payout', 'a'), now);
  takeEvent(client, news(payout('a', 'SUBMITTED', '2026-01-01T10:00:04Z')));
  assert.deepEqual(client.getQueryData(objectKey('payout', 'a')), now);
});

test('what was touched is to be read again, and nothing else', () => {
  const client = new QueryClient();
  const keys = [partKey('payout', 'a', 'history'), listKey('payout', {}), listKey('member', {}), ['session']];
  for (const key of keys) client.setQueryData(key, list(5));
  refresh(client, new Set(['payout']));
  const invalidated = keys.map((key) => client.getQueryState(key)?.isInvalidated);
  assert.deepEqual(invalidated, [true, true, false, false]);
});

test('what is no event is not taken for one', () => {
  assert.ok(isNews(news({ id: 'a' })));
  for (const value of [null, 'x', {}, { type: 'a', object: {}, payload: {} }]) assert.ok(!isNews(value));
});
