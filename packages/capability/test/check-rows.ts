import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAs, shownShort, unmark } from './marked.ts';

/** One change of a file that is right, a mark where the problem must be seen, and its code. */
export type Row = readonly [from: string, to: string, code: string, message?: RegExp];

/** A test for each row. What other problems follow from a change is of no matter. */
export function checkRows(
  directory: string,
  source: string,
  severity: 'error' | 'warning',
  rows: readonly Row[],
): void {
  for (const [from, to, code, message] of rows) {
    test(`${code}: ${to.trim().slice(0, 70)}`, async () => {
      assert.ok(source.includes(from), `the file has no ${from}`);
      const { text, places } = unmark(source.replace(from, () => to));
      const { capability, problems } = await readAs(directory, text);
      const shown = problems.map((problem) => `${shownShort(problem)} ${problem.message}`).join('\n');
      assert.ok(
        problems.some((problem) => problem.code === code),
        shown,
      );
      for (const place of places) {
        const found = problems.filter((problem) => shownShort(problem) === `${place} ${code}`);
        assert.ok(found.length > 0, `${place} ${code} is not among\n${shown}`);
        assert.equal(found[0]?.severity, severity);
        if (message) assert.match(found.map((problem) => problem.message).join('\n'), message);
      }
      const failed = problems.some((problem) => problem.severity === 'error');
      assert.equal(failed, severity === 'error', shown);
      assert.equal(capability === null, failed);
    });
  }
}
