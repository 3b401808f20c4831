/** What commands may use of the world. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** One line to standard output. */
  say(line: string): void;
  /** One line to standard error. */
  complain(line: string): void;
  /** Tells the program that started this one, where it waits for that, that everything is served. */
  tellReady?(): void;
  /** Calls when a signal comes; several may listen to one. */
  onSignal(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP', call: () => void): void;
  /** Calls when standard input ends. */
  onInputEnd(call: () => void): void;
}

export interface Flag {
  /** Without its dashes. */
  readonly name: string;
  /** What its value is; null where it has none. */
  readonly value: string | null;
  /** May it come several times? */
  readonly many?: boolean;
  readonly help: string;
}

/** The words after a command, sorted. */
export interface Words {
  readonly files: readonly string[];
  /** All values of a flag, in their order. */
  values(flag: string): readonly string[];
  isSet(flag: string): boolean;
}

export interface Command {
  /** The words that name it: `['capability', 'run']`. */
  readonly name: readonly string[];
  /** What comes before the flags: `FILE...`. */
  readonly operands: string;
  readonly summary: string;
  /** More, in lines. */
  readonly help: readonly string[];
  readonly flags: readonly Flag[];
  /** Gives the exit code. Throws UsageFault for words that mean nothing. */
  run(words: Words, terminal: Terminal): Promise<number>;
}

/** The words of a command are wrong; exit code 2. */
export class UsageFault extends Error {}
