import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayChangeRole, mayDisable } from './may-change.ts';

const owner = { id: 'o', role: 'owner', kind: 'member' } as const;
const admin = { id: 'a', role: 'admin', kind: 'member' } as const;

test('only owners change owners', () => {
  assert.equal(mayChangeRole(admin, owner), 'only_owners');
  assert.equal(mayDisable(admin, owner), 'only_owners');
  assert.equal(mayChangeRole(owner, { id: 'p', role: 'owner' }), undefined);
});

test('nobody but an owner changes their own role', () => {
  assert.equal(mayChangeRole(admin, admin), 'own_role');
  assert.equal(mayChangeRole(owner, owner), undefined);
  assert.equal(mayChangeRole(admin, { id: 'v', role: 'viewer' }), undefined);
});
