import { createStore } from '../state/store.ts';
import { isRefusal, ownRefusal, Refused } from './refused.ts';

/** Who is asked when a request needs a person. */
interface Doorkeeper {
  /** The session is over. */
  signedOut(): void;
  /** Asks for the second factor again; true: it was proven, so the request may be sent again. */
  proves(): Promise<boolean>;
}

/** Set once, when the pages start. */
export const doorkeeper = createStore<Doorkeeper>({ signedOut() {}, proves: async () => false });

const changes = ({ method }: Request): boolean => method !== 'GET';

/**
 * Sends a request with the cookie of the session. A change says that it comes from these pages, which no other site can
 * do. A refusal for want of the second factor is answered by asking for it and sending the very same request again, with
 * the same idempotency key.
 * Throws Refused (NO_ANSWER) when no answer comes.
 */
export async function send(request: Request): Promise<Response> {
  if (changes(request)) request.headers.set('x-sarf-session', '1');
  const again = request.clone();
  const response = await sendOnce(request);
  if (response.status === 401 && !isSigningIn(request)) doorkeeper.get().signedOut();
  if (response.status !== 403 || !(await saysSecondFactor(response))) return response;
  return (await doorkeeper.get().proves()) ? sendOnce(again) : response;
}

async function sendOnce(request: Request): Promise<Response> {
  try {
    return await fetch(request, { credentials: 'same-origin', redirect: 'error' });
  } catch (error) {
    // A request that was called off is no news.
    if (request.signal.aborted) throw error;
    const moved = changes(request) && !isPreview(request) ? 'unknown' : 'no';
    throw new Refused(ownRefusal('NO_ANSWER', 'No answer came from Sarf. Is the connection working?', moved));
  }
}

// There a 401 says that a password or code is wrong.
const isSigningIn = ({ url }: Request): boolean => new URL(url).pathname.startsWith('/auth/');
const isPreview = ({ url }: Request): boolean => url.endsWith('/preview');

async function saysSecondFactor(response: Response): Promise<boolean> {
  const said: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return isRefusal(said) && said.status === 'SECOND_FACTOR_NEEDED';
}
