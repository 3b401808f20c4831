import { createReadStream } from 'node:fs';
import { readCamt053 } from '../../packages/server/src/reconciliation/read-camt053.ts';
import { parseAlone } from '../../packages/server/test/parse-alone.ts';
import { answerParent } from './child-process.ts';
import type { ReadAnswer, ReadQuestion } from './statement-reader.ts';

// A process of its own, so that its memory is that of reading and nothing else. It is asked, and answers, with JSON texts.
answerParent(async (text) => {
  const question: ReadQuestion = JSON.parse(text);
  return JSON.stringify(await answerTo(question));
});

async function answerTo({ path, how }: ReadQuestion): Promise<ReadAnswer> {
  const fromMs = performance.now();
  const bytes = createReadStream(path);
  const read = how === 'read' ? await readAll(bytes) : await parseAlone(bytes).then(() => null);
  return { ms: performance.now() - fromMs, read };
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<ReadAnswer['read']> {
  let [entries, parts] = [0, 0];
  for await (const part of readCamt053(bytes)) {
    if (part.kind === 'entries') {
      for (const entry of part.entries) parts += entry.parts.length;
      entries += part.entries.length;
    } else if (part.kind === 'end') {
      const { creditMinor, debitMinor, warnings } = part;
      return { entries, parts, creditMinor: String(creditMinor), debitMinor: String(debitMinor), warnings };
    }
  }
  return null;
}
