/**
 * References of payments: `P`, ten digits in base 36, and a check character: 12 characters, which every bank takes.
 * Unique by how they are made: each is the image of one number of a sequence.
 */

const DIGITS = 10;
const BASE = 36n;
const SPACE = BASE ** BigInt(DIGITS);
// Shares no factor with 36, so multiplying by it puts each number in another place. Near the golden section of the
// space, so that numbers that follow one another are far apart: whoever mistypes one does not hit its neighbour.
const FACTOR = 2_259_630_184_213_715n;

const worthOf = (character: string): number => Number.parseInt(character, 36);

/** The reference that belongs to a number of the sequence. */
export function referenceOf(number: bigint): string {
  const place = (number * FACTOR) % SPACE;
  const text = `P${place.toString(36).toUpperCase().padStart(DIGITS, '0')}`;
  return text + checkCharacterOf(text);
}

/** ISO/IEC 7064, MOD 37,36: tells any one wrong character, and any two neighbours that changed places. */
function checkCharacterOf(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + worthOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ((37 - product) % 36).toString(36).toUpperCase();
}
