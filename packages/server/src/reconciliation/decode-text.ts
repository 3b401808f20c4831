import { TextDecoder } from 'node:util';
import type { ReadLimits } from './statement.ts';
import { shown, unreadable } from './unreadable.ts';

// What is decoded at once, whatever comes in: the readers hold no more than that of a file, and a little around it.
const PIECE_BYTES = 64 * 1024;
// The encoding is named, if at all, in the first line.
const HEAD_BYTES = 1024;

interface Decoding {
  readonly limits: ReadLimits;
  /** The encoding by the first bytes of the file, after a byte order mark was looked for. */
  readonly encodingOf: (head: Uint8Array) => string;
  /** The line that the reader has come to, for a refusal. */
  readonly line: () => number;
}

/**
 * The text of a file, piece by piece. A byte order mark decides the encoding and is left out.
 *
 * Refuses with UNREADABLE_STATEMENT what is too large, an encoding we do not know, and bytes that are no text in it.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, decoding: Decoding): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let encoding = '';
  let total = 0;
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? (decoder?.decode(piece, { stream: true }) ?? '') : (decoder?.decode() ?? '');
    } catch {
      throw unreadable(`The file has bytes that are no text in the encoding ${encoding}.`, { line: decoding.line() });
    }
  };
  for await (const chunk of withHead(bytes)) {
    total += chunk.length;
    if (total > decoding.limits.bytesMax) {
      const sentence = `The file is larger than ${decoding.limits.bytesMax.toLocaleString('en')} bytes.`;
      throw unreadable(sentence, { line: decoding.line() });
    }
    if (decoder === undefined) {
      encoding = markedEncoding(chunk) ?? decoding.encodingOf(chunk.subarray(0, HEAD_BYTES));
      decoder = decoderOf(encoding);
    }
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const text = decode(chunk.subarray(at, at + PIECE_BYTES));
      if (text !== '') yield text;
    }
  }
  const rest = decode();
  if (rest !== '') yield rest;
}

/** The same bytes, but the first chunk has all the head, unless the file is shorter. */
async function* withHead(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array[] | undefined = [];
  let length = 0;
  for await (const chunk of bytes) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head.push(chunk);
    length += chunk.length;
    if (length < HEAD_BYTES) continue;
    yield head.length === 1 ? chunk : Buffer.concat(head);
    head = undefined;
  }
  if (head !== undefined && length > 0) yield Buffer.concat(head);
}

/** The encoding that a byte order mark tells. */
function markedEncoding(head: Uint8Array): string | undefined {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw unreadable(`The encoding "${shown(encoding)}" of the file is not one we know.`, { line: 1 });
  }
}

/**
 * The encoding of an XML file without a byte order mark: UTF-16 shows in its first bytes, else the declaration is ASCII
 * and names it, else it is UTF-8. A file that calls itself UTF-16 and has one byte a letter was written by a program
 * that confuses its own strings with what it writes; it is UTF-8.
 */
export function xmlEncoding(head: Uint8Array): string {
  const [first, second] = head;
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(text)?.[1]?.trim();
  return declared === undefined || /^(utf-?16|ucs-?2|iso-10646-ucs-2|unicode)/i.test(declared) ? 'utf-8' : declared;
}
