import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyEndpointForm, endpointRequestOf } from './endpoint-form.ts';

test('all types are asked for by name only where some were chosen', () => {
  const form = { ...emptyEndpointForm, url: ' https://example.com/hook ', types: ['payout.completed'] };
  assert.equal(endpointRequestOf(form).types, null);
  assert.deepEqual(endpointRequestOf({ ...form, allTypes: false }).types, ['payout.completed']);
  assert.equal(endpointRequestOf(form).url, 'https://example.com/hook');
  assert.equal(endpointRequestOf(form).description, null);
});
