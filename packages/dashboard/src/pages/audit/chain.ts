/** What of a line ties it to the one before it. */
interface Link {
  readonly sequence: number;
  readonly hash: string;
  readonly previous_hash: string;
}

/**
 * The first place where lines that follow each other do not hold together: the number of the line that does not carry the
 * hash of the one before it. Undefined: they hold. Lines between which others are missing are not compared.
 * @param lines newest first
 */
export function brokenAt(lines: readonly Link[]): number | undefined {
  for (const [at, line] of lines.entries()) {
    const before = lines[at + 1];
    if (before && before.sequence === line.sequence - 1 && before.hash !== line.previous_hash) return line.sequence;
  }
  return undefined;
}
