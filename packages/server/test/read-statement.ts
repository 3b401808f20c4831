import assert from 'node:assert/strict';
import { Refusal } from '../src/foundation/refuse.ts';
import type { StatementEnd, StatementEntry, StatementHead, StatementPart } from '../src/reconciliation/statement.ts';

/** A statement that was read to its end, in one piece. */
export interface WholeStatement {
  readonly head: StatementHead;
  readonly entries: readonly StatementEntry[];
  readonly end: StatementEnd;
}

/** All statements of a file. Fails where the parts do not come as head, entries, end. */
export async function readWhole(parts: AsyncIterable<StatementPart>): Promise<WholeStatement[]> {
  const whole: WholeStatement[] = [];
  let open: { head: StatementHead; entries: StatementEntry[] } | undefined;
  for await (const part of parts) {
    if (part.kind === 'statement') {
      assert.equal(open, undefined, 'a statement begins inside another');
      open = { head: part.head, entries: [] };
      continue;
    }
    assert(open !== undefined, `${part.kind} outside of a statement`);
    if (part.kind === 'entries') {
      assert(part.entries.length > 0 && part.entries.length <= 1000, `${part.entries.length} entries at once`);
      open.entries.push(...part.entries);
      continue;
    }
    assert.equal(part.entries, open.entries.length);
    whole.push({ ...open, end: part });
    open = undefined;
  }
  assert.equal(open, undefined, 'a statement does not end');
  return whole;
}

/** What the refusal of a file says. Fails if the file is read, or breaks something instead of being refused. */
export async function refusalOf(parts: AsyncIterable<StatementPart>): Promise<{ message: string; metadata: unknown }> {
  const read = readWhole(parts);
  const error = await read.then(
    () => assert.fail('the file was read'),
    (thrown: unknown) => thrown,
  );
  assert(error instanceof Refusal, `not a refusal: ${error instanceof Error ? error.stack : String(error)}`);
  assert.equal(error.code, 'UNREADABLE_STATEMENT');
  assert.match(error.message, /^[A-Z].*\.$/s);
  return { message: error.message, metadata: error.metadata };
}
