/** Where in a file something stands, both counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something about a capability file that its author should know. */
export interface Problem extends Place {
  /** An error stops the file from running; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** What kind of problem, for programs: a word in kebab case, such as `unknown-key`. */
  readonly code: string;
  readonly message: string;
}

/** A problem in one line, as compilers write them: `file:line:column: error: message [code]`. */
export const showProblem = ({ file, line, column, severity, message, code }: Problem): string =>
  `${file}:${line}:${column}: ${severity}: ${message} [${code}]`;
