import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paymentRow } from '../../test/payment-row.ts';
import type { ChargeOutcome } from '../banks/collections.ts';
import { after } from '../foundation/clock.ts';
import { givenUpAt, judgeCharge } from './charge-evidence-rules.ts';
import { paymentEdges } from './lifecycle.ts';

const now = new Date('2026-03-01T10:00:00Z');
const circumstances = { now, settlesWithinMs: 1000, fresh: true };
const payer = { name: 'Layla', iban: 'AE070331234567890123456' };
const said = (kind: ChargeOutcome['kind'], more: Partial<ChargeOutcome> = {}): ChargeOutcome => ({
  endToEndId: 'E2E1',
  code: null,
  message: null,
  bankReference: null,
  payer: null,
  ...more,
  kind,
});
const checkout = (expiresAt: Date, more = {}) =>
  paymentRow({ kind: 'checkout', state: 'awaiting_authorisation', expiresAt, ...more });
const seal = ({ name }: { name: string }): string => `sealed ${name}`;
const judged = (row: ReturnType<typeof paymentRow>, outcome: ChargeOutcome, more = {}) =>
  judgeCharge(row, outcome, { ...circumstances, ...more }, seal);

test('a checkout that is paid is completed, with who paid and when', () => {
  const row = checkout(after(now, 60_000));
  const judgement = judged(row, said('accepted', { payer, bankReference: 'B1' }));
  assert(judgement.kind === 'move');
  const [step] = judgement.steps;
  assert.equal(step?.to, 'completed');
  assert.equal(step.changes.sealedPayer, 'sealed Layla');
  assert.equal(step.changes.paidAt, now);
  assert.equal(step.changes.bankReference, 'B1');
});

test('who pays a charge is known from its consent and is not overwritten', () => {
  const judgement = judged(paymentRow({ state: 'submitting', sealedPayer: 'known' }), said('accepted', { payer }));
  assert(judgement.kind === 'move');
  assert.equal('sealedPayer' in (judgement.steps[0]?.changes ?? {}), false);
});

test('a checkout that nobody decided on in time is given up only after the bank was asked past its end', () => {
  const over = checkout(after(now, -120_000));
  for (const kind of ['awaiting', 'not_known'] as const) {
    const judgement = judged(over, said(kind));
    assert(judgement.kind === 'move', kind);
    assert.equal(judgement.steps[0]?.to, 'rejected');
    assert.equal(judgement.steps[0]?.reason?.code, 'EXPIRED');
    // An answer to an older question, or a callback, proves nothing of now.
    assert.notEqual(judged(over, said(kind), { fresh: false }).kind, 'move');
  }
  assert.equal(judged(over, said('unknown')).kind, 'wait');
  const paid = judged(over, said('accepted', { payer }));
  assert(paid.kind === 'move');
  assert.equal(paid.steps[0]?.to, 'completed');
  // The clocks of two houses differ a little.
  assert.equal(judged(checkout(after(now, -30_000)), said('awaiting')).kind, 'wait');
});

test('the bank is asked at the end of a checkout, however long the pauses have become', () => {
  const expiresAt = after(now, 5000);
  const judgement = judged(checkout(expiresAt, { asks: 50 }), said('awaiting'));
  assert.deepEqual(judgement, { kind: 'wait', dueAt: givenUpAt(expiresAt), asks: 51 });
});

test('a customer who refuses, and a bank that has it', () => {
  const row = checkout(after(now, 60_000));
  for (const [kind, to] of [
    ['rejected', 'failed'],
    ['pending', 'with_bank'],
  ] as const) {
    const judgement = judged(row, said(kind, { code: 'CUST' }));
    assert(judgement.kind === 'move');
    assert.equal(judgement.steps[0]?.to, to);
  }
});

test('a charge without an answer is in doubt, and never failed', () => {
  for (const kind of ['unknown', 'not_known'] as const) {
    const judgement = judged(paymentRow({ state: 'submitting', attempts: 1 }), said(kind));
    assert(judgement.kind === 'move');
    assert.equal(judgement.steps[0]?.to, 'in_doubt');
  }
});

test('every step that any news brings is in the table of moves', () => {
  const kinds = [
    'awaiting',
    'accepted',
    'pending',
    'rejected',
    'returned',
    'unknown',
    'not_known',
    'not_sent',
  ] as const;
  for (const { to: state } of paymentEdges) {
    for (const kind of kinds) {
      for (const expiresAt of [after(now, 60_000), after(now, -120_000)]) {
        const row = checkout(expiresAt, { state, attempts: 1 });
        const judgement = judged(row, said(kind));
        if (judgement.kind !== 'move') continue;
        let from = state;
        for (const { to } of judgement.steps) {
          assert.ok(
            paymentEdges.some((edge) => edge.from === from && edge.to === to),
            `${kind} moves ${from} to ${to}`,
          );
          from = to;
        }
      }
    }
  }
});
