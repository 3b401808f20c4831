import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { entry, payment } from '../../test/match-cases.ts';
import { matchEntries } from './match-rules.ts';
import {
  defaultMatchPolicy,
  type Expected,
  type MatchPolicy,
  type OpenEntry,
  type ProposedMatch,
  pairKey,
} from './match-terms.ts';

interface World {
  readonly entries: readonly OpenEntry[];
  readonly expected: readonly Expected[];
  readonly policy: MatchPolicy;
}

// Few of everything, so that everything stands in the way of everything else.
const references = ['REF8812', 'REF8813', 'REF88123', 'REF8812A', 'TENANT77', 'A17'];
const ids = ['SARF00000001', 'SARF00000002', 'BATCH9'];
const day = fc.integer({ min: 1, max: 28 }).map((one) => `2026-03-${String(one).padStart(2, '0')}`);
const amount = fc.constantFrom(20n, 40n, 60n, 100n, 100n, 120n);
const account = fc.constantFrom('main', 'main', 'main', 'other');
const counterparty = fc.option(
  fc.record({
    name: fc.constantFrom(null, 'Salem Omar', 'Mohammed Al Farsi', 'FARSI MUHAMMAD'),
    iban: fc.constantFrom(null, 'AE070331234567890123456', 'AE460090000000123456789'),
  }),
);

const someEntry = fc.record({
  id: fc.uuid(),
  accountId: account,
  direction: fc.constantFrom('credit', 'credit', 'debit'),
  openMinor: amount,
  bookedOn: day,
  isReturn: fc.boolean(),
  references: fc.uniqueArray(fc.constantFrom('NOTPROVIDED', ...ids, ...references), { maxLength: 2 }),
  texts: fc.array(fc.constantFrom('RENT', 'RENTTENANT77', 'REF88', '12', ...references, ...ids), { maxLength: 3 }),
  counterparty,
});

const someExpected = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom<Expected['kind'][]>('payment', 'payment', 'payout', 'return'),
    accountId: account,
    openMinor: amount,
    expectedOn: day,
    endToEndId: fc.constantFrom(null, ...ids),
    bankReference: fc.constantFrom(null, null, ...ids),
    reference: fc.constantFrom(null, ...references),
    counterparty,
  })
  .map((one) => payment(one.id, one.openMinor, { ...one, direction: one.kind === 'payout' ? 'debit' : 'credit' }));

const tangled: fc.Arbitrary<World> = fc
  .record({
    entries: fc.uniqueArray(
      someEntry.map((one) => entry(one.id, one.openMinor, one)),
      { maxLength: 9, selector: ({ id }) => id },
    ),
    expected: fc.uniqueArray(someExpected, { maxLength: 9, selector: ({ id }) => id }),
    automaticByIban: fc.boolean(),
    refused: fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 3 }),
  })
  .map(({ entries, expected, automaticByIban, refused }) => {
    const refusedPairs = new Set(
      refused.map(([one, other]) => pairKey(entries[one]?.id ?? '', expected[other]?.id ?? '')),
    );
    return { entries, expected, policy: { ...defaultMatchPolicy, automaticByIban, refusedPairs } };
  });

const matched = ({ entries, expected, policy }: World): ReturnType<typeof matchEntries> =>
  matchEntries(entries, expected, policy);

const pairsOf = (matches: readonly ProposedMatch[]): string[] =>
  matches.map((one) => `${one.entryId} > ${one.expectedId}: ${one.amountMinor}`).toSorted();

function sumsBy(matches: readonly ProposedMatch[], side: 'entryId' | 'expectedId'): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const one of matches) sums.set(one[side], (sums.get(one[side]) ?? 0n) + one.amountMinor);
  return sums;
}

/** What is open after these matches. */
function after(world: World, matches: readonly ProposedMatch[]): World {
  const [ofEntries, ofExpected] = [sumsBy(matches, 'entryId'), sumsBy(matches, 'expectedId')];
  return {
    ...world,
    entries: world.entries.map((one) => ({ ...one, openMinor: one.openMinor - (ofEntries.get(one.id) ?? 0n) })),
    expected: world.expected.map((one) => ({ ...one, openMinor: one.openMinor - (ofExpected.get(one.id) ?? 0n) })),
  };
}

const runs = { numRuns: 1000 };

test('the order of entries and of what is expected does not matter', () => {
  const shuffled = tangled.chain((world) =>
    fc.record({
      world: fc.constant(world),
      entries: fc.shuffledSubarray([...world.entries], { minLength: world.entries.length }),
      expected: fc.shuffledSubarray([...world.expected], { minLength: world.expected.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ world, entries, expected }) => {
      assert.deepEqual(matched({ ...world, entries, expected }), matched(world));
    }),
    runs,
  );
});

test('nothing is matched above what is open on either side, no pair twice, none that was refused', () => {
  fc.assert(
    fc.property(tangled, (world) => {
      const { automatic, suggestions } = matched(world);
      const left = after(world, automatic);
      for (const one of [...automatic, ...suggestions]) {
        assert(!world.policy.refusedPairs?.has(pairKey(one.entryId, one.expectedId)));
      }
      for (const { id, openMinor } of [...left.entries, ...left.expected]) assert(openMinor >= 0n, `${id} is above`);
      for (const { amountMinor } of automatic) assert(amountMinor > 0n);
      assert.equal(new Set(automatic.map((one) => `${one.entryId} ${one.expectedId}`)).size, automatic.length);
    }),
    runs,
  );
});

test('matching again what is left gives nothing new by itself, and the same suggestions', () => {
  fc.assert(
    fc.property(tangled, (world) => {
      const first = matched(world);
      const second = matched(after(world, first.automatic));
      assert.deepEqual(second.automatic, []);
      assert.deepEqual(second.suggestions, first.suggestions);
    }),
    runs,
  );
});

test('what is automatic has a name in common, is of the right kind, and exact unless it is a payment', () => {
  const bare = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  fc.assert(
    fc.property(tangled, (world) => {
      for (const { entryId, expectedId, amountMinor, step } of matched(world).automatic) {
        const one = world.entries.find(({ id }) => id === entryId);
        const other = world.expected.find(({ id }) => id === expectedId);
        assert(one !== undefined && other !== undefined);
        assert.equal(
          `${one.accountId} ${one.direction} ${one.currency}`,
          `${other.accountId} ${other.direction} ${other.currency}`,
        );
        const said = [...one.references, one.texts.join('')].map(bare);
        const names = [other.endToEndId, other.bankReference, other.reference].flatMap((name) => name ?? []);
        const isNamed = names.some((name) => said.some((text) => text.includes(name)));
        const isSameIban = one.counterparty?.iban != null && one.counterparty.iban === other.counterparty?.iban;
        assert(step === 4 ? world.policy.automaticByIban && isSameIban : isNamed);
        if (other.kind !== 'payment') assert.equal(amountMinor, other.openMinor);
        if (step === 6) assert.equal(other.kind, 'payment');
        if (other.kind !== 'return') assert(!one.isReturn);
      }
    }),
    runs,
  );
});

test('suggestions are of what is left: five for an entry at most, the best first, no pair twice', () => {
  fc.assert(
    fc.property(tangled, (world) => {
      const { automatic, suggestions } = matched(world);
      const left = after(world, automatic);
      const open = new Map([...left.entries, ...left.expected].map(({ id, openMinor }) => [id, openMinor]));
      for (const { entryId, expectedId, amountMinor } of suggestions) {
        const [ofEntry = 0n, ofExpected = 0n] = [open.get(entryId), open.get(expectedId)];
        assert.equal(amountMinor, ofEntry < ofExpected ? ofEntry : ofExpected);
        assert(amountMinor > 0n);
      }
      for (const { id } of world.entries) {
        const scores = suggestions.filter(({ entryId }) => entryId === id).map(({ score }) => score);
        assert(scores.length <= 5);
        assert.deepEqual(
          scores,
          scores.toSorted((a, b) => b - a),
        );
      }
      assert.equal(new Set(suggestions.map((one) => `${one.entryId} ${one.expectedId}`)).size, suggestions.length);
    }),
    runs,
  );
});

test('what has nothing to do with it changes nothing', () => {
  // Of another account all the same; of this account with names and amounts of their own.
  const strange = tangled.map(({ entries, expected }) => ({
    entries: entries.map((one, at) => ({
      ...one,
      ...(one.accountId === 'other'
        ? { accountId: 'third' }
        : { openMinor: 7001n + BigInt(at), references: [`ZZ${at}Z`], texts: [`NOTHING ${at}`], counterparty: null }),
    })),
    expected: expected.map((one, at) => ({
      ...one,
      ...(one.accountId === 'other'
        ? { accountId: 'third' }
        : { openMinor: 9001n + BigInt(at), endToEndId: `YY${at}Y`, bankReference: null, reference: null }),
    })),
  }));
  fc.assert(
    fc.property(tangled, strange, (world, others) => {
      const known = new Set(world.entries.map(({ id }) => id));
      const all = matched({
        ...world,
        entries: [...others.entries, ...world.entries],
        expected: [...others.expected, ...world.expected],
      });
      const ours = (matches: readonly ProposedMatch[]) => matches.filter(({ entryId }) => known.has(entryId));
      const alone = matched(world);
      assert.deepEqual(ours(all.automatic), alone.automatic);
      assert.deepEqual(ours(all.suggestions), alone.suggestions);
    }),
    runs,
  );
});

// Each with a reference of its own, in the ways in which people pay.
const story = fc.record({
  how: fc.constantFrom('exact', 'less', 'more', 'parts', 'twins', 'several'),
  byId: fc.boolean(),
  day,
});
const stories: fc.Arbitrary<World> = fc.array(story, { maxLength: 8 }).map((told) => {
  const parts = told.map(({ how, byId, day: on }, at) => tell(how, byId, on, at));
  return {
    entries: parts.flatMap(({ entries }) => entries),
    expected: parts.flatMap(({ expected }) => expected),
    policy: defaultMatchPolicy,
  };
});

function tell(how: string, byId: boolean, on: string, at: number): Pick<World, 'entries' | 'expected'> {
  const [name, second] = [`NAME${at}A00`, `NAME${at}B00`];
  const pay = (n: number, openMinor: bigint, ...said: string[]): OpenEntry =>
    entry(`e${at}-${n}`, openMinor, {
      bookedOn: on,
      ...(byId ? { references: said } : { texts: [`FOR ${said.join(' ')}`] }),
    });
  const want = (n: number, openMinor: bigint, called: string): Expected =>
    payment(`x${at}-${n}`, openMinor, { expectedOn: on, ...(byId ? { endToEndId: called } : { reference: called }) });
  switch (how) {
    case 'less':
      return { entries: [pay(1, 90n, name)], expected: [want(1, 100n, name)] };
    case 'more':
      return { entries: [pay(1, 110n, name)], expected: [want(1, 100n, name)] };
    case 'parts':
      return { entries: [pay(1, 60n, name), pay(2, 30n, name), pay(3, 10n, name)], expected: [want(1, 100n, name)] };
    case 'twins':
      return {
        entries: [pay(1, 100n, name), pay(2, 100n, name)],
        expected: [want(1, 100n, name), want(2, 100n, name)],
      };
    case 'several':
      return { entries: [pay(1, 100n, name, second)], expected: [want(1, 70n, name), want(2, 30n, second)] };
    default:
      return { entries: [pay(1, 100n, name)], expected: [want(1, 100n, name)] };
  }
}

test('what was undone is matched again as it was', () => {
  const undone = stories.chain((world) => {
    const { automatic } = matched(world);
    return fc.record({ world: fc.constant(world), kept: fc.subarray(automatic), all: fc.constant(automatic) });
  });
  fc.assert(
    fc.property(undone, ({ world, kept, all }) => {
      assert(all.length >= world.expected.length);
      const again = matched(after(world, kept));
      assert.deepEqual(pairsOf([...kept, ...again.automatic]), pairsOf(all));
    }),
    runs,
  );
});
