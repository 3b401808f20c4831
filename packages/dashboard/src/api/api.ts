import type { paths } from '@sarf/sdk';
import createClient from 'openapi-fetch';
import { isRefusal, ownRefusal, Refused } from './refused.ts';
import { send } from './send.ts';

/** Every operation of the public API by its path, typed. The pages have no other way to Sarf. */
export const api = createClient<paths, 'application/json'>({ fetch: send });

/** What openapi-fetch gives. */
interface Fetched<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** The value of an answer. Throws Refused. */
export async function answer<T>(asked: Promise<Fetched<T>>): Promise<T> {
  const { data, response } = await accepted(asked);
  if (data !== undefined) return data;
  throw new Refused(ownRefusal('BAD_ANSWER', `An empty answer came, with HTTP ${response.status}.`, 'unknown'));
}

/** Waits until something is done whose answer is empty. Throws Refused. */
export async function done(asked: Promise<Fetched<unknown>>): Promise<void> {
  await accepted(asked);
}

async function accepted<T>(asked: Promise<Fetched<T>>): Promise<Fetched<T>> {
  const fetched = await asked;
  if (fetched.response.ok) return fetched;
  const { error, response } = fetched;
  if (isRefusal(error)) throw new Refused(error);
  throw new Refused(
    ownRefusal('BAD_ANSWER', `Something answered with HTTP ${response.status} as Sarf does not.`, 'no'),
  );
}
