const TIMEOUT_MS = 5_000;
const BYTES_MAX = 1_048_576;

/** The authorization server cannot be asked: the caller is not to blame, and may come again. */
export class ServerUnavailable extends Error {}

/** Fetches a JSON object; undefined where the answer is 404. Throws ServerUnavailable for everything else. */
export async function fetchJson(url: string, init: RequestInit = {}): Promise<Record<string, unknown> | undefined> {
  try {
    const response = await fetch(url, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      // A redirect could lead inside.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) throw new ServerUnavailable(`answered ${response.status}`);
    const parsed: unknown = JSON.parse(await cappedText(response));
    if (!isRecord(parsed)) throw new ServerUnavailable('answered something that is no JSON object');
    return parsed;
  } catch (error) {
    throw error instanceof ServerUnavailable ? error : new ServerUnavailable('cannot be reached', { cause: error });
  }
}

async function cappedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > BYTES_MAX) throw new ServerUnavailable('answered too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
