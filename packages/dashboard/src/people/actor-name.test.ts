import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actorName } from './actor-name.ts';

const amina = { id: '01a2002b-0000-7000-8000-00000000aaaa', name: 'Amina Haddad', email: 'amina@example.com' };
const robot = { id: '01a2002b-0000-7000-8000-00000000bbbb', name: 'Till robot' };
const known = { members: [amina], clients: [robot] };
const nobody = { members: [], clients: [] };

test('people are found by id and by address, however it is typed', () => {
  const person = { kind: 'person', name: 'Amina Haddad' };
  assert.deepEqual(actorName(`member:${amina.id}`, known), person);
  assert.deepEqual(actorName('member:Amina@Example.com', known), person);
  assert.deepEqual(actorName(`client:${robot.id}`, known), { kind: 'client', name: 'Till robot' });
});

test('whoever may not be known has a short form that tells them apart', () => {
  assert.deepEqual(actorName(`member:${amina.id}`, nobody), { kind: 'some_person', end: '00aaaa' });
  assert.deepEqual(actorName('member:gone@example.com', nobody), { kind: 'as_is', name: 'gone@example.com' });
  assert.deepEqual(actorName(`client:${robot.id}`, nobody), { kind: 'some_client', end: '00bbbb' });
  assert.deepEqual(actorName('client:agent', nobody), { kind: 'some_client', end: 'agent' });
});

test('a member is not taken for a client with the same id', () => {
  assert.deepEqual(actorName(`client:${amina.id}`, known), { kind: 'some_client', end: '00aaaa' });
});

test('what is nobody has its own word', () => {
  assert.deepEqual(actorName('bank:sandbox', known), { kind: 'bank', name: 'sandbox' });
  assert.deepEqual(actorName('worker:host-1:4711', known), { kind: 'worker' });
  assert.deepEqual(actorName('operator', known), { kind: 'operator' });
  assert.deepEqual(actorName('something new', known), { kind: 'as_is', name: 'something new' });
  assert.deepEqual(actorName('', known), { kind: 'as_is', name: '' });
});
