import type { IncomingMessage } from 'node:http';

/** Whether a caller may come in; if not, the answer that says so. */
export type Passage =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly status: number;
      /** By lower-case name; with 401 always `www-authenticate`. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    };

/** Of a request what says who sent it. */
export type Caller = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** Asks callers who they are. */
export interface Gate {
  (request: Caller): Promise<Passage>;
  /** Names under which callers send credentials in the query; they are never passed on. */
  readonly queryNames: readonly string[];
}

/** A gate that lets everybody through. */
export const openGate: Gate = Object.assign(async (): Promise<Passage> => ({ ok: true }), { queryNames: [] });
