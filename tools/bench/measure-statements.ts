import { join } from 'node:path';
import { atLeast, atMost, type Figure } from './figure.ts';
import type { GateResult } from './gate.ts';
import { type Measured, watch } from './phase.ts';
import { type Stage, stopAtEnd } from './stage.ts';
import { type WrittenStatement, writeStatement } from './statement-file.ts';
import {
  judgeRead,
  type ReadAnswer,
  type ReadQuestion,
  type StatementReader,
  startReader,
} from './statement-reader.ts';

const PEAK_MAX_MB = 200;
// A million entries in a minute.
const RATE_MIN = 16_667;
// How much garbage V8 lets come together before it looks goes by the memory of the machine, and what was measured then
// would be the machine. Held so small, the peak is what reading needs.
const YOUNG_GENERATION = '--max-semi-space-size=16';

/** How a process read the statement. */
interface Reading {
  readonly answer: ReadAnswer;
  readonly peakMb: number;
}

/** A long statement read from a file: entries a second beside what the XML parser alone takes, and the memory it needs. */
export async function measureStatements(stage: Stage): Promise<Measured> {
  const count = stage.sizes.statementEntries;
  // Who looks how busy everybody is has to know which processes are the database's.
  await stage.postgres();
  const path = join(stage.folder, 'statement.xml');
  stage.say(`statements: writing a file of ${count.toLocaleString('en')} entries`);
  const written = await writeStatement(path, count);
  // A process for each: a peak is for life.
  const readers = [await stand(stage, []), await stand(stage, []), await stand(stage, [YOUNG_GENERATION])] as const;
  const pids = readers.map(({ pid }) => pid);
  const { done, ...watched } = await watch(stage, 'statements', pids, async () => {
    const [first, second, third] = readers;
    const read = await readOnce(stage, first, { path, how: 'read' });
    const alone = await readOnce(stage, second, { path, how: 'alone' });
    const held = await readOnce(stage, third, { path, how: 'read' });
    return { read, alone, held, count: 3 * count, loadSeconds: 0 };
  });
  for (const reader of readers) await reader.stop();
  const { read, alone, held } = done;
  return {
    figures: figuresOf(count, read, alone, held),
    gates: [gateOf('statements', written, read), gateOf('statements, held', written, held)],
    phases: [watched],
    ran: sentenceOf(count),
  };
}

function stand(stage: Stage, options: readonly string[]): Promise<StatementReader> {
  return stopAtEnd(stage.onEnd, startReader(options));
}

async function readOnce(stage: Stage, reader: StatementReader, question: ReadQuestion): Promise<Reading> {
  const answer = await reader.ask(question);
  const peakMb = reader.peakMb();
  stage.say(`statements, ${question.how}: ${(answer.ms / 1000).toFixed(1)} s, at most ${peakMb.toFixed(0)} MB`);
  return { answer, peakMb };
}

function gateOf(phase: string, written: WrittenStatement, { answer }: Reading): GateResult {
  const checked = 'all entries, their parts and sums, and balances that fit';
  return { phase, checked, faults: judgeRead(written, answer) };
}

function sentenceOf(count: number): string {
  return (
    `statements: one camt.053.001.08 of ${count.toLocaleString('en')} entries, read from a file by a process of its ` +
    'own; of twenty entries, one is a batch of three payments, one a fee without details, and one a payment that came ' +
    'back. Beside it the same XML parser over the same file with nobody listening. The peaks are those of whole ' +
    'processes, one of which has a young generation of at most 16 MB, and one that of V8’s own choice.'
  );
}

function figuresOf(count: number, read: Reading, alone: Reading, held: Reading): Figure[] {
  const entries = `${count.toLocaleString('en')} entries`;
  const rateOf = ({ answer }: Reading): number => (count * 1000) / answer.ms;
  return [
    {
      key: 'statements',
      name: `statement of ${entries} read (beside it: its XML parsed, no more)`,
      unit: '/s',
      sarf: rateOf(read),
      baseline: rateOf(alone),
      ratio: rateOf(read) / rateOf(alone),
      raw: null,
      aims: [atLeast(rateOf(read), RATE_MIN, '/s')],
    },
    {
      key: 'statements_peak',
      name: `peak memory: reading ${entries} (beside it: where V8 lets garbage come together)`,
      unit: 'MB',
      sarf: held.peakMb,
      baseline: read.peakMb,
      ratio: read.peakMb / held.peakMb,
      raw: null,
      aims: [atMost(held.peakMb, PEAK_MAX_MB, ' MB')],
    },
  ];
}
