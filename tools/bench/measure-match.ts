import { atMost, type Figure, figureAlone } from './figure.ts';
import type { GateResult } from './gate.ts';
import { quantile } from './load-run.ts';
import { type Matcher, startMatcher } from './match-child.ts';
import { type Measured, watch } from './phase.ts';
import { type Stage, stopAtEnd } from './stage.ts';

// Few, many, and the plain join in turn, several times: all meet the same machine.
const ROUNDS = 5;
const SECONDS_MAX = 10;
const MEMORY_MAX_MB = 500;
const GROWTH_MAX = 1.5;

interface Times {
  readonly few: number[];
  readonly many: number[];
  readonly joined: number[];
}

/** Statement entries matched with open payments: how long it takes, how that grows, and how much memory it needs. */
export async function measureMatch(stage: Stage): Promise<Measured> {
  const { matchFew, matchMany } = stage.sizes;
  // Who looks how busy everybody is has to know which processes are the database's.
  await stage.postgres();
  const many = await stopAtEnd(stage.onEnd, startMatcher(matchMany));
  await many.ask({ ask: 'match', judge: false });
  const peakMb = many.peakMb();
  const few = await stopAtEnd(stage.onEnd, startMatcher(matchFew));
  const gates = [await gateMatches(few, matchFew), await gateMatches(many, matchMany)];
  const times: Times = { few: [], many: [], joined: [] };
  const { done, ...watched } = await watch(stage, 'match', [few.pid, many.pid], async () => {
    for (let round = 0; round < ROUNDS; round += 1) await measureRound(few, many, times);
    return { count: ROUNDS * (matchFew + matchMany * 2), loadSeconds: 0 };
  });
  stage.say(`match: ${done.count.toLocaleString('en')} entries looked at`);
  await many.stop();
  await few.stop();
  return {
    figures: figuresOf(stage, times, peakMb),
    gates,
    phases: [watched],
    ran:
      `match: ${matchMany.toLocaleString('en')} statement entries and as many open payments of one account, in a process ` +
      'of its own; of twenty entries, sixteen have the reference in a text, one has the end-to-end id, one is of a ' +
      'smaller amount, one has nothing but the IBAN, and one is of somebody else. The peak is that of the first time; ' +
      `then ${ROUNDS} times in turn with the join and with ${matchFew.toLocaleString('en')}; the medians are shown.`,
  };
}

async function measureRound(few: Matcher, many: Matcher, times: Times): Promise<void> {
  times.few.push((await few.ask({ ask: 'match', judge: false })).ms);
  times.joined.push((await many.ask({ ask: 'join' })).ms);
  times.many.push((await many.ask({ ask: 'match', judge: false })).ms);
}

/** Is all matched that should be, and nothing else? This warms the process up, too. */
async function gateMatches(matcher: Matcher, count: number): Promise<GateResult> {
  const { faults } = await matcher.ask({ ask: 'match', judge: true });
  return {
    phase: `match, ${count.toLocaleString('en')} entries`,
    checked: 'every entry is matched, suggested or left as it should be, for its amount',
    faults: [...faults],
  };
}

function figuresOf({ sizes }: Stage, times: Times, peakMb: number): Figure[] {
  const { matchFew, matchMany } = sizes;
  const [few, many, joined] = [middle(times.few), middle(times.many), middle(times.joined)];
  const names = `${matchMany.toLocaleString('en')} entries and as many open payments`;
  const eachOfFew = few / (matchFew / 1000);
  const eachOfMany = many / (matchMany / 1000);
  return [
    {
      key: 'match',
      name: `match ${names} (beside it: a plain join by reference)`,
      unit: 'ms',
      sarf: many,
      baseline: joined,
      ratio: many / joined,
      raw: null,
      aims: [atMost(many / 1000, SECONDS_MAX, ' s')],
    },
    {
      key: 'match_growth',
      name: `match, for each 1,000 entries of these (beside it: of ${matchFew.toLocaleString('en')})`,
      unit: 'ms',
      sarf: eachOfMany,
      baseline: eachOfFew,
      ratio: eachOfMany / eachOfFew,
      raw: null,
      aims: [atMost(eachOfMany / eachOfFew, GROWTH_MAX, '×')],
    },
    figureAlone({
      key: 'match_peak',
      name: `peak memory: matching ${names}`,
      unit: 'MB',
      sarf: peakMb,
      aims: [atMost(peakMb, MEMORY_MAX_MB, ' MB')],
    }),
  ];
}

function middle(times: readonly number[]): number {
  return quantile(Float64Array.from(times).sort(), 0.5);
}
