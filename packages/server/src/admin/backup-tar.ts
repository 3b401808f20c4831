// A backup is an ordinary tar file, so that it can be looked into, and in need unpacked, without Sarf.

export const BLOCK_BYTES = 512;
const NAME_BYTES_MAX = 100;
// Eleven octal digits, which is all that the field of the size has room for.
const SIZE_MAX = 8 ** 11 - 1;
const FILE = '0';
const FOLDER = '5';
const EXTENDED = 'x';

/** What stands before the content of a file. The content is followed by `paddingOf(size)`. */
export function fileHeader(name: string, size: number): Buffer {
  return header(name, FILE, size);
}

/** All that there is of a folder. */
export function folderHeader(name: string): Buffer {
  return header(`${name}/`, FOLDER, 0);
}

/** A small file, whole. */
export function wholeFile(name: string, content: Buffer): Buffer {
  return Buffer.concat([fileHeader(name, content.length), content, paddingOf(content.length)]);
}

/** Content is filled up to whole blocks. */
export function paddingOf(size: number): Buffer {
  return Buffer.alloc((BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES);
}

/** The end of the tar file. */
export function endOfTar(): Buffer {
  return Buffer.alloc(2 * BLOCK_BYTES);
}

/** The sum of a header's bytes, its own field counted as blanks. */
export function headerSum(block: Buffer): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

function header(name: string, type: string, size: number): Buffer {
  const bytes = Buffer.from(name);
  const plain = block(bytes.subarray(0, NAME_BYTES_MAX), type, Math.min(size, SIZE_MAX));
  const records: [string, string][] = [];
  if (bytes.length > NAME_BYTES_MAX) records.push(['path', name]);
  if (size > SIZE_MAX) records.push(['size', String(size)]);
  if (records.length === 0) return plain;
  // What the fields have no room for stands in an extended header before it, as POSIX has it.
  const content = Buffer.concat(records.map(([key, value]) => record(key, value)));
  return Buffer.concat([
    block(Buffer.from('extended'), EXTENDED, content.length),
    content,
    paddingOf(content.length),
    plain,
  ]);
}

/** `<length> <key>=<value>\n`, where the length counts its own digits. */
function record(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (rest.length + String(length).length !== length) length += 1;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function block(name: Buffer, type: string, size: number): Buffer {
  const bytes = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  name.copy(bytes, 0);
  bytes.write(octal(type === FOLDER ? 0o700 : 0o600, 7), 100);
  // Owner, group and time stay zero: a restore gives everything to the account of its own database.
  for (const at of [108, 116]) bytes.write(octal(0, 7), at);
  bytes.write(octal(size, 11), 124);
  bytes.write(octal(0, 11), 136);
  bytes.write(type, 156);
  bytes.write('ustar\x0000', 257);
  bytes.write(`${octal(headerSum(bytes), 6)}\0 `, 148);
  return bytes;
}
