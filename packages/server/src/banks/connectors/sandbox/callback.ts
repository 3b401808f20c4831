import { createHmac } from 'node:crypto';
import { sameText } from '../../../foundation/seal.ts';
import type { Callback, News } from '../../connector.ts';
import { parse } from './call.ts';
import { readNews } from './read.ts';

const AGE_MAX_S = 300;

/** Reads a callback of the sandbox bank; undefined when its signature is missing, wrong or too old. */
export function readCallback(secret: string, callback: Callback): News | undefined {
  const timestamp = callback.headers['bank-timestamp'];
  const signature = callback.headers['bank-signature'];
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return undefined;
  const age = callback.now.getTime() / 1000 - Number(timestamp);
  if (!(Math.abs(age) <= AGE_MAX_S)) return undefined;
  const expected = `v1=${createHmac('sha256', secret).update(`${timestamp}.${callback.rawBody}`).digest('hex')}`;
  if (!sameText(signature, expected)) return undefined;
  return readNews(parse(callback.rawBody));
}
