import type { ConsumedApi, InputParameter, Invocation, Json, JsonObject } from '../capability.ts';

/** What a caller gave: a request to a REST expose, or the arguments of a tool. */
export interface Input {
  /** Namespace of the expose that was called. */
  readonly namespace: string;
  /** What the operation or tool declares. */
  readonly parameters: readonly InputParameter[];
  /** Decoded segments of the path by their names; empty for tools. */
  readonly path: Readonly<Record<string, string>>;
  /** In the order of the request, names as often as they came. */
  readonly query: readonly (readonly [string, string])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: there was none. For tools always undefined. */
  readonly body: Json | undefined;
  /** Of a tool; null for REST. */
  readonly arguments: JsonObject | null;
}

/** What goes along with the calls of an invocation that the file does not speak of. */
export interface Sending {
  /** Added to the request as they are: `idempotency-key`, `traceparent`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Query parameters that are passed through as they came. */
  readonly query: readonly (readonly [string, string])[];
  /** The request's own body bytes: sent as they are where the body goes through unchanged, so that no digit is lost. */
  readonly bodyBytes: Uint8Array | null;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal | null;
}

/** How an invocation ended. */
export type Outcome =
  /** The consumed API answered (with whatever status), or a mock did. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Only those that may be passed on, by lower-case name; content-type where there is a body. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  /** We could not do it. */
  | {
      readonly kind: 'fault';
      /** For REST: 400 the caller's input, 502 unreachable or unusable, 504 too slow, 500 a mistake of ours. */
      readonly status: 400 | 500 | 502 | 504;
      /**
       * In kebab case. 400: `missing-argument`, `bad-argument`, `bad-path`, `request-too-large`. 502:
       * `upstream-unreachable`, `upstream-disconnected`, `upstream-too-large`, `unusable-answer`, `mapping-failed`,
       * `authorization-failed`, `caller-gone`, `shutting-down`. 504: `upstream-timeout`. 500: `missing-variable`,
       * `missing-credential`, `unusable-credential`, `unusable-request`, `internal-error`.
       */
      readonly code: string;
      /** For people; never holds a secret. */
      readonly message: string;
      /** May the API have done something? Never for what was not sent, and not for requests that only read. */
      readonly outcomeUnknown: boolean;
    };

/** A request that goes on to a consumed API as it is. */
export interface ForwardRequest {
  readonly method: string;
  /** What follows the base, raw as it came (percent-encoded), without dot segments; with or without a slash before it. */
  readonly pathRest: string;
  /** Raw, without the question mark; empty when there is none. */
  readonly query: string;
  /** Only those that the file trusts, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array> | Uint8Array | null;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal | null;
}

/** Carries invocations out. One for all capabilities that run in a process. */
export interface Runtime {
  invoke(invocation: Invocation, input: Input, sending: Sending): Promise<Outcome>;
  /** Sends a request on to a consumed API with the API's own authentication added. */
  forward(api: ConsumedApi, request: ForwardRequest): Promise<Outcome>;
  /** Lets calls that are under way come to their end, and closes the connections. */
  close(): Promise<void>;
}
