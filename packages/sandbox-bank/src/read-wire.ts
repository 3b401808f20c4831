import { Refusal } from './refuse.ts';

/** A time with its zone, as milliseconds since 1970; refuses INVALID_REQUEST when there is no such day or hour. */
export function readTime(text: string, path: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid(path, 'must be a time such as 2027-01-31T12:00:00Z');
  return at;
}

/** An address to which a browser is sent back; refuses INVALID_REQUEST when it is none. */
export function readReturnUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (url === null) throw invalid('body/return_url', 'must be an http or https address');
  return url.href;
}

/** A refusal of one place in a request that a schema cannot see. */
export function invalid(path: string, message: string): Refusal {
  return new Refusal(400, 'INVALID_REQUEST', 'The request is not what this endpoint takes.', [{ path, message }]);
}

/** A refusal of an amount that cannot be read. */
export function invalidAmount(path: string, currency: string): Refusal {
  return invalid(path, `must be a decimal number with no more decimals than ${currency} has`);
}
