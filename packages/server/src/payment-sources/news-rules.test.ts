import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ConsentState, consentStates } from '@sarf/contract';
import fc from 'fast-check';
import { consentRow } from '../../test/consent-row.ts';
import type { ConsentNews } from '../banks/collections.ts';
import { edgeOf } from '../lifecycle/define.ts';
import { consentLifecycle } from './lifecycle.ts';
import { judgeNews } from './news-rules.ts';

const account = { holderName: 'Layla Mansour', iban: 'AE480484338247974759251', currency: 'AED', bankIdentifier: 'B' };
const kinds: ConsentNews['kind'][] = [
  'awaiting',
  'authorised',
  'rejected',
  'suspended',
  'revoked',
  'expired',
  'not_known',
  'unknown',
];

/** What follows, as one text: the states of a move, or what else is to be done. */
function follows(
  state: ConsentState,
  kind: ConsentNews['kind'],
  { isAnswer = false, chosen = account }: { isAnswer?: boolean; chosen?: ConsentNews['account'] } = {},
): string {
  const verdict = judgeNews(consentRow({ state }), { kind, account: chosen }, { isAnswer });
  return verdict.kind === 'move' ? verdict.states.join(' ') : verdict.kind;
}

describe('news of a consent', () => {
  const table: Record<ConsentState, Partial<Record<ConsentNews['kind'], string>>> = {
    awaiting_authorisation: {
      authorised: 'authorised',
      rejected: 'rejected',
      expired: 'expired',
      suspended: 'authorised suspended',
      revoked: 'authorised revoked',
      not_known: 'contradiction',
    },
    authorised: {
      revoked: 'revoked',
      expired: 'expired',
      suspended: 'ask',
      rejected: 'contradiction',
      not_known: 'contradiction',
    },
    suspended: {
      revoked: 'revoked',
      expired: 'expired',
      authorised: 'ask',
      rejected: 'contradiction',
      not_known: 'contradiction',
    },
    revoked: { revoked: 'confirm', expired: 'confirm', rejected: 'confirm', not_known: 'contradiction' },
    rejected: { authorised: 'contradiction', suspended: 'contradiction' },
    expired: {},
    consumed: {},
  };
  for (const state of consentStates) {
    test(`that is ${state}`, () => {
      for (const kind of kinds) assert.equal(follows(state, kind), table[state][kind] ?? 'nothing', kind);
    });
  }

  test('counts for a suspension that comes and goes when it answers a question', () => {
    assert.equal(follows('authorised', 'suspended', { isAnswer: true }), 'suspended');
    assert.equal(follows('suspended', 'authorised', { isAnswer: true }), 'authorised');
    assert.equal(follows('authorised', 'authorised', { isAnswer: true }), 'nothing');
    assert.equal(follows('revoked', 'authorised', { isAnswer: true }), 'nothing');
  });

  test('authorises nothing without an account in the currency of the consent', () => {
    for (const chosen of [null, { ...account, currency: 'USD' }]) {
      assert.equal(follows('awaiting_authorisation', 'authorised', { chosen }), 'contradiction');
      assert.equal(follows('awaiting_authorisation', 'suspended', { chosen }), 'contradiction');
      assert.equal(follows('awaiting_authorisation', 'revoked', { chosen }), 'rejected');
    }
  });

  test('confirms a revocation once', () => {
    const row = consentRow({ state: 'revoked', confirmedAt: new Date() });
    assert.equal(judgeNews(row, { kind: 'revoked', account }, { isAnswer: true }).kind, 'nothing');
  });

  test('in any order and number walks on the table, and leaves no end state', () => {
    const ends = new Set<ConsentState>(['rejected', 'revoked', 'expired', 'consumed']);
    const news = fc.record({ kind: fc.constantFrom(...kinds), isAnswer: fc.boolean(), hasAccount: fc.boolean() });
    fc.assert(
      fc.property(fc.array(news, { maxLength: 12 }), (list) => {
        let state: ConsentState = 'awaiting_authorisation';
        for (const { kind, isAnswer, hasAccount } of list) {
          const verdict = judgeNews(
            consentRow({ state }),
            { kind, account: hasAccount ? account : null },
            { isAnswer },
          );
          for (const to of verdict.kind === 'move' ? verdict.states : []) {
            assert.ok(!ends.has(state) && edgeOf(consentLifecycle.edges, state, to), `${state} to ${to}`);
            state = to;
          }
        }
      }),
    );
  });
});
