import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matchEntries } from '../src/reconciliation/match-rules.ts';
import {
  defaultMatchPolicy,
  type Expected,
  type MatchPolicy,
  type OpenEntry,
} from '../src/reconciliation/match-terms.ts';

/** An open entry of the tenth of March, a credit of AED, which says nothing but what is given. */
export const entry = (id: string, openMinor: bigint, more: Partial<OpenEntry> = {}): OpenEntry => ({
  id,
  accountId: 'main',
  direction: 'credit',
  currency: 'AED',
  openMinor,
  bookedOn: '2026-03-10',
  isReturn: false,
  references: [],
  texts: [],
  counterparty: null,
  ...more,
});

/** A payment that is expected on that day, under no name but those that are given. */
export const payment = (id: string, openMinor: bigint, more: Partial<Expected> = {}): Expected => ({
  id,
  kind: 'payment',
  accountId: 'main',
  direction: 'credit',
  currency: 'AED',
  openMinor,
  expectedOn: '2026-03-10',
  endToEndId: null,
  bankReference: null,
  reference: null,
  counterparty: null,
  ...more,
});

/** A payout of that day. */
export const payout = (id: string, openMinor: bigint, more: Partial<Expected> = {}): Expected =>
  payment(id, openMinor, { kind: 'payout', direction: 'debit', ...more });
/** A completed payout of that day, which may come back. */
export const comesBack = (id: string, openMinor: bigint, more: Partial<Expected> = {}): Expected =>
  payment(id, openMinor, { kind: 'return', ...more });

/** What is given to the matcher, and what it should say. */
export interface Case {
  readonly title: string;
  readonly entries: readonly OpenEntry[];
  readonly expected: readonly Expected[];
  readonly policy?: Partial<MatchPolicy>;
  /** As "entry > expected amount (step)". */
  readonly automatic?: readonly string[];
  readonly suggestions?: readonly string[];
}

/** Tries cases, each a test of its own, under the default policy with the changes of the case. */
export function check(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const { title: name, entries, expected, policy, automatic = [], suggestions = [] } of cases) {
      test(name, () => {
        const found = matchEntries(entries, expected, { ...defaultMatchPolicy, ...policy });
        const shown = (matches: typeof found.automatic): string[] =>
          matches.map((one) => `${one.entryId} > ${one.expectedId} ${one.amountMinor} (${one.step})`);
        assert.deepEqual(
          { automatic: shown(found.automatic), suggestions: shown(found.suggestions) },
          { automatic: [...automatic], suggestions: [...suggestions] },
        );
        for (const { score } of found.automatic) assert(score >= 75 && score <= 100);
      });
    }
  });
}
