import type { OperationId, operations, Scope } from '@sarf/contract';
import type { Static, TSchema } from 'typebox';

/** Who is asking, as their access token proves. */
export interface Caller {
  readonly applicationId: string;
  readonly clientId: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** Who a client is in the history of what it does. */
export const actorOf = ({ clientId }: Pick<Caller, 'clientId'>): string => `client:${clientId}`;

type Field<Op, Name extends string> = Op extends { readonly [N in Name]: infer S extends TSchema }
  ? Static<S>
  : Record<string, never>;

/** A request that was authenticated and fits the schemas of its operation. */
export interface Request<Id extends OperationId> {
  readonly caller: Caller;
  readonly params: Field<(typeof operations)[Id], 'params'>;
  readonly query: Field<(typeof operations)[Id], 'query'>;
  readonly headers: Field<(typeof operations)[Id], 'headers'>;
  readonly body: Body<(typeof operations)[Id]>;
}

/** The parts of a file as they come in, and the media type that it is said to be of. */
export interface SentFile {
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

type Body<Op> = Op extends { readonly file: object } ? SentFile : Field<Op, 'body'>;

/** The body of the answer, and headers where there are any. */
export interface Answer {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler<Id extends OperationId> = (request: Request<Id>) => Promise<Answer>;
export type Handlers<Id extends OperationId = OperationId> = { readonly [K in Id]: Handler<K> };
