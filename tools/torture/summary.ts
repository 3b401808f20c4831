import type { Api } from './api.ts';
import { replayCommand, type Wishes } from './arguments.ts';
import type { Kills } from './blows.ts';
import type { Deed } from './clients.ts';
import type { Episodes } from './doubts-store.ts';
import type { Notebook } from './notebook.ts';
import type { BankStats } from './settle.ts';
import type { Final } from './verify.ts';
import type { Reception } from './verify-webhooks.ts';

/** Numbers by name in words: "worker 3, api 2"; "none" where there are none. */
export function countsOf(counts: ReadonlyMap<string, number>): string {
  const words = [...counts].filter(([, count]) => count > 0).map(([name, count]) => `${name} ${show(count)}`);
  return words.length === 0 ? 'none' : words.join(', ');
}

const show = (count: number): string => count.toLocaleString('en');

export interface Outcome {
  readonly wishes: Wishes;
  readonly seconds: number;
  readonly deeds: ReadonlyMap<Deed, number>;
  readonly kills: Kills;
  /** How often a process ended although nobody killed it, by its name. */
  readonly deaths: ReadonlyMap<string, number>;
  readonly api: Api;
  readonly notebook: Notebook;
  readonly final: Final;
  readonly reception: Reception;
  readonly episodes: Episodes;
  readonly bank: BankStats;
  /** How often the doctor came while all of it went on. */
  readonly visits: number;
  /** How often an endpoint was found paused and was let go on. */
  readonly pauses: number;
  readonly folder: string;
}

/** The run in a table, for whoever knows nothing of it. */
export function summaryOf(outcome: Outcome): string {
  const { notebook, api, final, episodes, bank, kills, deaths } = outcome;
  const blows = [...kills.values()].reduce((sum, count) => sum + count, 0);
  const again = [...api.tries.again.values()].reduce((sum, count) => sum + count, 0);
  const doubts = [...episodes.doubts.values()].reduce((sum, count) => sum + count, 0);
  const rows: [name: string, text: string][] = [
    ['payouts', `${show(notebook.made.size)} acknowledged: ${countsOf(final.byStatus)}`],
    ['refused', `${show(notebook.refusedKeys())} orders that the account did not cover`],
    ['clients', countsOf(outcome.deeds)],
    ['requests', `${show(api.tries.requests)}, made again ${show(again)} times: ${countsOf(api.tries.again)}`],
    ['kill -9', `${show(blows)}: ${countsOf(kills)}`],
    ['ended by itself', countsOf(deaths)],
    ['in doubt', `${show(doubts)} times: ${countsOf(episodes.doubts)}`],
    [
      'submitted',
      `${show(episodes.submissions)} times, of them ${show(episodes.again)} once more after "never seen" or "not sent"`,
    ],
    [
      'at the bank',
      `${show(bank.timesReceived)} orders received: ${countsOf(new Map(Object.entries(bank.instructions)))}`,
    ],
    ['callbacks', countsOf(new Map(Object.entries(bank.callbacks)))],
    ...webhookRows(outcome),
    ['doctor', `${show(outcome.visits)} visits meanwhile; at the end ${show(final.visit.payouts)} payouts looked at`],
    ['time', `${outcome.seconds.toFixed(0)} s`],
  ];
  return rows.map(([name, text]) => `  ${name.padEnd(16)}${text}`).join('\n');
}

function webhookRows({ reception, kills, pauses }: Outcome): [name: string, text: string][] {
  const { events, received, distinct, failed } = reception;
  const failures = [...failed.values()].reduce((sum, count) => sum + count, 0);
  return [
    [
      'webhooks',
      `${show(received)} deliveries received of ${show(events)} events: ${show(distinct)} distinct, ` +
        `${show(received - distinct)} repeated`,
    ],
    [
      'receivers',
      `${show(kills.get('receiver') ?? 0)} killed, ${show(pauses)} pauses of endpoints ended; ` +
        `${show(failures)} deliveries failed: ${countsOf(failed)}`,
    ],
  ];
}

/** The last lines: that nothing is wrong, or what is, and how to make the same run again. */
export function verdictOf({ notebook, wishes, folder }: Outcome): string {
  return tellViolations(notebook.violations, { seed: wishes.seed, folder, again: replayCommand(wishes) });
}

/** That nothing is wrong, or what is, where to look, and how to make the same run again. */
export function tellViolations(
  violations: readonly string[],
  { seed, folder, again }: { readonly seed: number; readonly folder: string; readonly again: string },
): string {
  if (violations.length === 0) return '0 violations';
  const shown = violations.slice(0, 50).map((what) => `  ${what}`);
  const more = violations.length - shown.length;
  return [
    `${violations.length} violation${violations.length === 1 ? '' : 's'} (seed ${seed}):`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
    `logs and data: ${folder}`,
    `again with: ${again}`,
  ].join('\n');
}
