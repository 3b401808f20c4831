/** A statement that a bank offers, before it is read. */
export interface StatementMark {
  /** Its number at the bank, under which it is read; the next one follows it. */
  readonly sequence: string;
  readonly entries: number;
}

/** Fetching the statements of an account. Nothing here throws for what a bank does, but for the stream of a statement. */
export interface Statements {
  /**
   * The statements of an account after the one with this number, oldest first; null begins.
   * Undefined when the bank does not answer, or has no such account.
   */
  list(iban: string, after: string | null): Promise<readonly StatementMark[] | undefined>;
  /**
   * A statement as the bank's file, in parts. Undefined when the bank does not answer, or has no such statement. A
   * stream that the bank breaks off, or does not go on with in time, throws where it is read, so that half a file is
   * never taken for a whole one. Whoever gets a stream must read it or end it, or its connection stays open.
   */
  read(iban: string, sequence: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}
