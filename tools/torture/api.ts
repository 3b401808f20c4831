import { setTimeout as sleep } from 'node:timers/promises';

/** What was answered, or why there was no answer. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'silence' };

export interface Access {
  readonly apiUrls: readonly string[];
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How a request fared that was made until it was answered for good. */
export interface Tries {
  /** By what they came to: `no answer`, or the name of a refusal. */
  readonly again: Map<string, number>;
  requests: number;
}

const PATIENCE_MS = 5_000;
const PAUSE_MAX_MS = 800;

/** The API as a client sees it that retries until it is answered for good. */
export class Api {
  readonly tries: Tries = { again: new Map(), requests: 0 };
  readonly #access: Access;
  readonly #signal: AbortSignal;
  #token: Promise<string | undefined> | undefined;

  constructor(access: Access, signal: AbortSignal) {
    this.#access = access;
    this.#signal = signal;
  }

  /**
   * Makes a request, and makes the very same again, at the other API, for as long as it was not answered or may be
   * answered otherwise later: no answer, 401, 429 and 5xx.
   */
  async insist(method: string, path: string, body: object | undefined, first: number): Promise<Answered> {
    for (let tries = 0; ; tries += 1) {
      this.#signal.throwIfAborted();
      const answer = await this.#once(method, path, body, first + tries);
      if (answer.kind === 'answer' && isForGood(answer.status)) return { status: answer.status, body: answer.body };
      const why =
        answer.kind === 'silence' ? 'no answer' : `${answer.status} ${String(answer.body.status ?? '')}`.trim();
      this.tries.again.set(why, (this.tries.again.get(why) ?? 0) + 1);
      await sleep(Math.min(PAUSE_MAX_MS, 20 * 2 ** tries), undefined, { signal: this.#signal });
    }
  }

  async #once(method: string, path: string, body: object | undefined, which: number): Promise<Answer> {
    const { apiUrls } = this.#access;
    const url = apiUrls[which % apiUrls.length] ?? '';
    this.#token ??= this.#fetchToken(url);
    const token = await this.#token;
    if (token === undefined) {
      this.#token = undefined;
      return { kind: 'silence' };
    }
    this.tries.requests += 1;
    const answer = await ask(`${url}${path}`, method, body, { authorization: `Bearer ${token}` });
    if (answer.kind === 'answer' && answer.status === 401) this.#token = undefined;
    return answer;
  }

  async #fetchToken(url: string): Promise<string | undefined> {
    const { clientId, clientSecret } = this.#access;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await ask(`${url}/oauth2/token`, 'POST', form, {});
    const token = answer.kind === 'answer' && answer.status === 200 ? answer.body.access_token : undefined;
    return typeof token === 'string' ? token : undefined;
  }
}

export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const isForGood = (status: number): boolean => status < 500 && status !== 401 && status !== 429;

/** Makes one request. Whatever keeps the answer from being read whole is silence. */
export async function ask(
  url: string,
  method: string,
  body: object | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  try {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const parsed: unknown = await response.json();
    const isObject = typeof parsed === 'object' && parsed !== null;
    return { kind: 'answer', status: response.status, body: isObject ? { ...parsed } : {} };
  } catch {
    return { kind: 'silence' };
  }
}
