import { countsOf } from '../summary.ts';
import type { Wishes } from './arguments.ts';
import type { Attempt } from './attack-store.ts';
import type { Town } from './clients.ts';
import type { Notebook } from './notebook.ts';
import type { Victim } from './strikes.ts';
import type { Final } from './verify.ts';

export interface Outcome {
  readonly wishes: Wishes;
  readonly seconds: number;
  readonly asked: number;
  /** How often the sums were looked at meanwhile. */
  readonly looks: number;
  readonly deeds: ReadonlyMap<string, number>;
  readonly kills: ReadonlyMap<Victim, number>;
  readonly clients: Town['clients'];
  readonly notebook: Notebook;
  readonly final: Final;
  readonly folder: string;
}

const show = (count: number): string => count.toLocaleString('en');
const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, one) => sum + one, 0);

/** The run in a table, for whoever knows nothing of it. */
export function summaryOf({ notebook, final, clients, kills, ...outcome }: Outcome): string {
  const again = new Map<string, number>();
  for (const { api } of clients) {
    for (const [why, count] of api.tries.again) again.set(why, (again.get(why) ?? 0) + count);
  }
  const requests = clients.reduce((sum, { api }) => sum + api.tries.requests, 0);
  const rows: [name: string, text: string][] = [
    ['refunds', `${show(outcome.asked)} asked for, ${show(notebook.made.size)} made: ${countsOf(final.byStatus)}`],
    ['refused', `${show(notebook.refusedKeys())} orders for more than remained`],
    ['payouts', show(final.payouts)],
    ['clients', countsOf(outcome.deeds)],
    ['requests', `${show(requests)}, made again ${show(total(again))} times: ${countsOf(again)}`],
    ['kill -9', `${show(total(kills))}: ${countsOf(kills)}`],
    ['sums', `added up ${show(outcome.looks)} times meanwhile`],
    ['doctor', `${show(final.visit.payouts)} payouts looked at`],
    ['time', `${outcome.seconds.toFixed(0)} s`],
  ];
  return rows.map(([name, text]) => `  ${name.padEnd(16)}${text}`).join('\n');
}

/** What was tried with SQL, and what refused it. */
export function attemptsOf(attempts: readonly Attempt[]): string {
  const lines = attempts.map(
    ({ what, refusedBy }) => `  ${refusedBy === null ? 'DONE' : 'refused'}  ${what}: ${refusedBy}`,
  );
  return ['SQL past the code, straight at the database:', ...lines].join('\n');
}
