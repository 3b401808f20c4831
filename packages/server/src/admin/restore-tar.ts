import { BLOCK_BYTES, headerSum } from './backup-tar.ts';

/** One entry of a tar file. The content must be read to its end before the next entry is asked for. */
export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly size: number;
  readonly content: AsyncIterable<Buffer>;
}

const EXTENDED_BYTES_MAX = 64 * 1024;

/**
 * Reads a tar file. Knows files, folders and extended headers, which is what a backup is made of; anything else, such
 * as a link, is refused. Names are given as they stand there: they may be hostile.
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const source = bytesOf(chunks);
  let extended: ReadonlyMap<string, string> = new Map();
  for (;;) {
    const block = await source.exactly(BLOCK_BYTES);
    if (block.every((byte) => byte === 0)) return await source.toEnd();
    if (numberAt(block, 148, 8) !== headerSum(block)) throw broken('the header of an entry is damaged');
    const type = block.toString('latin1', 156, 157);
    const name = extended.get('path') ?? textAt(block, 0, 100);
    const size = readSize(extended.get('size')) ?? numberAt(block, 124, 12);
    const padding = (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
    if (type === 'x') {
      if (size > EXTENDED_BYTES_MAX) throw broken('the name of an entry is endless');
      extended = readRecords(await source.exactly(size));
    } else if (type === '0' || type === '\0' || (type === '5' && size === 0)) {
      extended = new Map();
      let rest = size;
      const content = async function* (): AsyncGenerator<Buffer> {
        while (rest > 0) {
          const part = await source.upTo(rest);
          rest -= part.length;
          yield part;
        }
      };
      yield { name, isFolder: type === '5', size, content: content() };
      if (rest > 0) throw new Error(`bug: the content of ${name} was not read to its end`);
    } else {
      throw broken(`${name} is neither a file nor a folder`);
    }
    await source.exactly(padding);
  }
}

const broken = (what: string): Error => new Error(`This is not a backup that Sarf made: ${what}.`);

/** Gives bytes in the amounts that are asked for, whatever pieces they come in. */
function bytesOf(chunks: AsyncIterable<Buffer>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  /** What there is, at most `count` bytes and at least one. */
  const upTo = async (count: number): Promise<Buffer> => {
    while (held.length === 0) {
      const next = await iterator.next();
      if (next.done) throw broken('it ends too early');
      held = next.value;
    }
    const part = held.subarray(0, count);
    held = held.subarray(part.length);
    return part;
  };
  return {
    upTo,
    /** Reads what is left, which must be nothing but zeros. */
    async toEnd(): Promise<void> {
      for (let left = held; ; ) {
        if (left.some((byte) => byte !== 0)) throw broken('something follows its end');
        const next = await iterator.next();
        if (next.done) return;
        left = next.value;
      }
    },
    async exactly(count: number): Promise<Buffer> {
      const parts: Buffer[] = [];
      for (let missing = count; missing > 0; ) {
        const part = await upTo(missing);
        missing -= part.length;
        parts.push(part);
      }
      return Buffer.concat(parts);
    },
  };
}

function textAt(block: Buffer, from: number, length: number): string {
  const bytes = block.subarray(from, from + length);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? length : end);
}

function numberAt(block: Buffer, from: number, length: number): number {
  const text = textAt(block, from, length).trim();
  if (!/^[0-7]+$/.test(text)) throw broken('a number in the header of an entry is damaged');
  return Number.parseInt(text, 8);
}

function readSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const size = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(size)) throw broken('the size of an entry is no number');
  return size;
}

/** The records `<length> <key>=<value>\n` of an extended header. */
function readRecords(bytes: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(bytes.toString('latin1', at, at + 8), 10);
    const end = at + length;
    const text = bytes.toString('utf8', at, end);
    const [, key, value] = /^\d+ ([^=]+)=(.*)\n$/s.exec(text) ?? [];
    if (!(length > 0) || end > bytes.length || key === undefined || value === undefined) {
      throw broken('an extended header is damaged');
    }
    records.set(key, value);
    at = end;
  }
  return records;
}
