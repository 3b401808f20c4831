import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyEndpointForm, endpointRequestOf, spanOf } from './endpoint-form.ts';

test('all types are asked for by name only where some were chosen', () => {
  const form = { ...emptyEndpointForm, url: ' https://example.com/hook ', types: ['payout.completed'] };
  assert.equal(endpointRequestOf(form).types, null);
  assert.deepEqual(endpointRequestOf({ ...form, allTypes: false }).types, ['payout.completed']);
  assert.equal(endpointRequestOf(form).url, 'https://example.com/hook');
  assert.equal(endpointRequestOf(form).description, null);
});

test('spans are told in the largest unit that fits', () => {
  assert.deepEqual(spanOf(172_800), { count: 2, unit: 'day' });
  assert.deepEqual(spanOf(7_200), { count: 2, unit: 'hour' });
  assert.deepEqual(spanOf(90), { count: 90, unit: 'second' });
  assert.deepEqual(spanOf(300), { count: 5, unit: 'minute' });
});
