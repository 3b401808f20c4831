/**
 * A QR code (ISO/IEC 18004) of a text: bytes, level L of error correction, versions 1 to 10, mask 0. Enough for an
 * address of up to 271 bytes, which is what apps for codes read.
 */

// Of each version at level L: codewords of error correction in a block, and data codewords of each block.
const blocksOf: readonly (readonly [number, readonly number[]])[] = [
  [7, [19]],
  [10, [34]],
  [15, [55]],
  [20, [80]],
  [26, [108]],
  [18, [68, 68]],
  [20, [78, 78]],
  [24, [97, 97]],
  [30, [116, 116]],
  [18, [68, 68, 69, 69]],
];
const centresOf: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

/** Dark squares, row by row; undefined where the text is too long. Pure. */
export function qrOf(text: string): readonly (readonly boolean[])[] | undefined {
  const bytes = new TextEncoder().encode(text);
  const version = blocksOf.findIndex(([, blocks], at) => bytes.length + (at < 9 ? 2 : 3) <= sum(blocks)) + 1;
  const plan = blocksOf[version - 1];
  if (!plan) return undefined;
  const grid = new Grid(version);
  grid.write(codewords(bytes, version, plan));
  return grid.rows.map((row) => row.map((square) => square === true));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The data in its blocks, each with its error correction, woven into each other (section 7.6). */
function codewords(bytes: Uint8Array, version: number, [ecc, blocks]: readonly [number, readonly number[]]): number[] {
  const bits = [0b0100, bytes.length, ...bytes].map((value, at) =>
    value.toString(2).padStart(at === 0 ? 4 : at === 1 && version > 9 ? 16 : 8, '0'),
  );
  const whole = `${bits.join('')}0000`;
  const data = (whole.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  for (let pad = 0xec; data.length < sum(blocks); pad ^= 0xec ^ 0x11) data.push(pad);
  let start = 0;
  const parts = blocks.map((length) => {
    start += length;
    return data.slice(start - length, start);
  });
  const corrections = parts.map((part) => correctionOf(part, ecc));
  return [...woven(parts), ...woven(corrections)];
}

function woven(parts: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => parts.flatMap((part) => part.slice(at, at + 1))).flat();
}

/** A product in the field of 256 elements that QR codes use (polynomial 0x11d). */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
  return product;
}

/** The remainder of the data by the generator polynomial of this degree (Reed-Solomon). */
function correctionOf(data: readonly number[], degree: number): number[] {
  let divisor = [...Array.from({ length: degree - 1 }, () => 0), 1];
  for (let round = 0, root = 1; round < degree; round += 1, root = times(root, 2)) {
    const factor = root;
    divisor = divisor.map((value, at) => times(value, factor) ^ (divisor[at + 1] ?? 0));
  }
  let rest = Array.from({ length: degree }, () => 0);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest = [...rest.slice(1), 0].map((value, at) => value ^ times(divisor[at] ?? 0, factor));
  }
  return rest;
}

/** The squares; those that are undefined are for data. */
class Grid {
  readonly rows: (boolean | undefined)[][];
  readonly #size: number;

  constructor(version: number) {
    this.#size = version * 4 + 17;
    this.rows = Array.from({ length: this.#size }, () => Array.from({ length: this.#size }, () => undefined));
    const last = this.#size - 1;
    for (let at = 0; at <= last; at += 1) {
      this.#set(6, at, at % 2 === 0);
      this.#set(at, 6, at % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [last - 3, 3],
      [3, last - 3],
    ] as const)
      this.#ring(x, y, 4);
    const centres = centresOf[version - 1] ?? [];
    const far = centres.at(-1);
    for (const x of centres)
      for (const y of centres)
        if (!((x === 6 && (y === 6 || y === far)) || (x === far && y === 6))) this.#ring(x, y, 2);
    this.#format();
    if (version > 6) this.#version(version);
  }

  /** Fills the free squares with bits, in columns of two from the end, up and down by turns, under mask 0. */
  write(words: readonly number[]): void {
    let at = 0;
    for (let right = this.#size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      const isUp = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.#size; step += 1) {
        const y = isUp ? this.#size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.rows[y]?.[x] !== undefined) continue;
          const bit = (((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1;
          this.#set(x, y, bit !== ((x + y) % 2 === 0));
          at += 1;
        }
      }
    }
  }

  #set(x: number, y: number, isDark: boolean): void {
    const row = this.rows[y];
    if (row && x >= 0 && x < this.#size) row[x] = isDark;
  }

  /** A square within a square: finders (reach 4, with their margin) and alignment patterns (reach 2). */
  #ring(x: number, y: number, reach: 2 | 4): void {
    for (let dy = -reach; dy <= reach; dy += 1)
      for (let dx = -reach; dx <= reach; dx += 1) {
        const distance = Math.max(Math.abs(dx), Math.abs(dy));
        this.#set(x + dx, y + dy, reach === 4 ? distance !== 2 && distance !== 4 : distance !== 1);
      }
  }

  /** Level L and mask 0, twice (section 7.9): 01 000 with its ten bits of error correction. */
  #format(): void {
    const bits = 0b111011111000100;
    const bit = (at: number): boolean => ((bits >> at) & 1) === 1;
    const last = this.#size - 1;
    for (let at = 0; at < 15; at += 1) {
      const near = at < 6 ? at : at < 8 ? at + 1 : 14 - at;
      if (at < 8) this.#set(8, near, bit(at));
      else this.#set(at === 8 ? 7 : near, 8, bit(at));
      if (at < 8) this.#set(last - at, 8, bit(at));
      else this.#set(8, last - 14 + at, bit(at));
    }
    this.#set(8, last - 7, true);
  }

  /** The version with its twelve bits of error correction, twice (section 7.10). */
  #version(version: number): void {
    let rest = version;
    for (let round = 0; round < 12; round += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let at = 0; at < 18; at += 1) {
      const [far, near] = [this.#size - 11 + (at % 3), Math.floor(at / 3)];
      const isDark = ((bits >> at) & 1) === 1;
      this.#set(far, near, isDark);
      this.#set(near, far, isDark);
    }
  }
}
