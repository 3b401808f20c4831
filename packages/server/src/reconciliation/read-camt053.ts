import { camtRoots } from './camt-paths.ts';
import { CamtState } from './camt-state.ts';
import { decodeText, xmlEncoding } from './decode-text.ts';
import { type ReadLimits, readLimits, type StatementPart } from './statement.ts';
import { unreadable } from './unreadable.ts';
import { PlaceWalker } from './xml-places.ts';
import { XmlReader } from './xml-reader.ts';

/**
 * Reads a camt.053 file (.001.02, .04, .08 and whatever else has their shape) as it comes in, and holds no more of it
 * than a few hundred entries. A file may have several statements, one after another. Booked entries are given; the
 * others are counted in a warning.
 *
 * Refuses with UNREADABLE_STATEMENT and the line what is broken, hostile, too large, no statement, or no money. That
 * may be after entries were given: nothing of a file is true before its last statement has ended without a refusal.
 */
export async function* readCamt053(
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadLimits = readLimits,
): AsyncGenerator<StatementPart> {
  const state = new CamtState();
  const xml = new XmlReader(new PlaceWalker(state, camtRoots));
  const line = (): number => xml.line;
  state.lineNow = line;
  for await (const text of decodeText(bytes, { limits, encodingOf: xmlEncoding, line })) {
    xml.write(text);
    yield* state.take();
  }
  xml.end();
  if (state.statements === 0) {
    const what = state.otherMessage === null ? '' : `: it is a ${state.otherMessage} message, which proves nothing`;
    throw unreadable(`There is no statement (camt.053) in this file${what}.`, { line: xml.line });
  }
  yield* state.take();
}
