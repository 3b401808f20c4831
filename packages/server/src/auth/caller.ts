import type { OperationId, operations, Role, Scope } from '@sarf/contract';
import type { Static, TSchema } from 'typebox';
import type { Factors, Proof } from './proof-rules.ts';

/** A person who is signed in. */
export interface SignedIn {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** The session of a person who is signed in. */
export interface Session {
  readonly id: string;
  /** Of the person at the sign-in. */
  readonly userId: string;
  /** What they proved last, beyond having the session. */
  readonly proof: Proof | null;
  readonly factors: Factors;
}

/** Where a request came from. */
export interface Origin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

/** Who is asking, as their access token or their session proves. */
export interface Identity {
  readonly applicationId: string;
  /** Of the client; of a person it is the member's own id. */
  readonly clientId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Null: it is an API client. */
  readonly member: SignedIn | null;
  readonly session: Session | null;
}

/** Who is asking, and from where. */
export interface Caller extends Identity {
  readonly origin: Origin;
}

/** Who somebody is in the history of what they do: `member:<id>` for a person, else `client:<id>`. */
export const actorOf = ({ clientId, member }: Pick<Caller, 'clientId' | 'member'>): string =>
  member ? `member:${member.id}` : `client:${clientId}`;

/** Was it a member who did this, rather than a program? */
export const isPerson = (actor: string): boolean => actor.startsWith('member:');

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
