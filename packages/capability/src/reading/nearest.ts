const longest = 60;

/** The known name that a wrong one was most likely meant to be; null when none is near. */
function nearest(wrong: string, known: Iterable<string>): string | null {
  if (wrong.length > longest) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  for (const candidate of known) {
    if (candidate.length > longest) continue;
    const distance = plain(candidate) === plain(wrong) ? 0 : editDistance(wrong, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** ` (did you mean "x"?)`, or nothing. */
export function didYouMean(wrong: string, known: Iterable<string>): string {
  const name = nearest(wrong, known);
  return name === null ? '' : ` (did you mean ${quote(name)}?)`;
}

/** A text of a file as messages show it: in quotes, without control characters, not endless. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text).replaceAll(/[\p{Cc}\p{Cf}]/gu, '?');

const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_ ]/g, '');

/** Letters to insert, leave out, replace or swap (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
