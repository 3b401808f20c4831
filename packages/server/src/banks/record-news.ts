import type { Deps } from '../deps.ts';
import { databaseTime, inTransaction, type Tx } from '../foundation/database.ts';
import type { By, Walk } from '../lifecycle/walk.ts';
import type { Connector } from './connector.ts';
import type { Circumstances, Judgement } from './evidence.ts';
import type { Submission } from './submission.ts';

/** Where news comes from. */
export interface NewsSource {
  readonly connector: Pick<Connector, 'name' | 'capabilities'>;
  /** Who brings the news: `bank` for a callback, or a worker. */
  readonly actor: string;
  /**
   * For news that answers a worker: the sequence each row had when the worker took it up, by end-to-end id.
   * Silence only counts while that is still so.
   */
  readonly takenUp?: ReadonlyMap<string, number>;
}

/** A piece of news: an outcome, of whatever kind. */
interface Said {
  readonly endToEndId: string;
  readonly kind: string;
  readonly code: string | null;
}

/** When a worker looks at a row again, without a change of its state. */
export interface Rescheduled {
  readonly applicationId: string;
  readonly id: string;
  readonly dueAt: Date;
  readonly asks: number;
}

/** The records of one kind of thing, of which banks bring news. */
export interface Records<Row, News, AnyTurn> {
  readonly objectType: string;
  /** Locks the rows with these end-to-end ids, in the order of their own ids. */
  lock(tx: Tx, endToEndIds: readonly string[]): Promise<Row[]>;
  judge(row: Row, news: News, circumstances: Circumstances): Judgement<AnyTurn>;
  /** Frees the leases too. */
  reschedule(tx: Tx, rows: readonly Rescheduled[]): Promise<void>;
  move(tx: Tx, walks: readonly Walk<Row, AnyTurn>[], by: By): Promise<Row[]>;
}

type Recording = Pick<Deps, 'sql' | 'metrics' | 'log'>;

/**
 * Writes down what a bank said, many at once: locks the rows, judges each by what it is now, and makes the moves that
 * follow. News that came before, late or twice changes nothing.
 */
export async function recordNews<Row extends Submission, News extends Said, AnyTurn>(
  deps: Recording,
  records: Records<Row, News, AnyTurn>,
  source: NewsSource,
  news: readonly News[],
): Promise<void> {
  for (const { kind } of news) deps.metrics.bankOutcomes.inc({ connector: source.connector.name, outcome: kind });
  // Several pieces of news of one row are judged one after another, each on top of the one before.
  for (const round of rounds(news, (one) => one.endToEndId)) {
    await inTransaction(deps.sql, (tx) => recordRound(tx, deps, records, source, round));
  }
}

/** The first piece of news of each thing, then the second of each, and so on. */
export function rounds<News>(news: readonly News[], idOf: (one: News) => string): News[][] {
  const result: News[][] = [];
  const seen = new Map<string, number>();
  for (const one of news) {
    const turn = seen.get(idOf(one)) ?? 0;
    seen.set(idOf(one), turn + 1);
    const round = result[turn] ?? [];
    round.push(one);
    result[turn] = round;
  }
  return result;
}

async function recordRound<Row extends Submission, News extends Said, AnyTurn>(
  tx: Tx,
  deps: Recording,
  records: Records<Row, News, AnyTurn>,
  { connector, actor, takenUp }: NewsSource,
  news: readonly News[],
): Promise<void> {
  const byId = new Map(news.map((one) => [one.endToEndId, one]));
  const [rows, now] = await Promise.all([records.lock(tx, [...byId.keys()]), databaseTime(tx)]);
  const waiting: Rescheduled[] = [];
  const walks: Walk<Row, AnyTurn>[] = [];
  for (const row of rows) {
    const said = byId.get(row.endToEndId);
    // One bank cannot speak for another's.
    if (!said || row.connector !== connector.name) continue;
    const fresh = takenUp?.get(row.endToEndId) === row.sequence;
    const { settlesWithinMs } = connector.capabilities;
    const judgement = records.judge(row, said, { now, settlesWithinMs, fresh });
    if (judgement.kind === 'move') walks.push({ row, turns: judgement.steps });
    else if (judgement.kind === 'contradiction') reportContradiction(deps, records.objectType, row, said);
    else if (judgement.kind === 'wait') {
      waiting.push({ applicationId: row.applicationId, id: row.id, dueAt: judgement.dueAt, asks: judgement.asks });
    }
  }
  await records.reschedule(tx, waiting);
  await records.move(tx, walks, { actor, at: now });
}

function reportContradiction({ log }: Pick<Deps, 'log'>, object: string, row: Submission, said: Said): void {
  log.error(
    { object, id: row.id, state: row.state, outcome: said.kind, code: said.code },
    'the bank contradicts what it said before; a person has to look at it',
  );
}
