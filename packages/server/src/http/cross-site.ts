import type { FastifyRequest } from 'fastify';
import { Refusal } from '../foundation/refuse.ts';

/** The header that no form and no image of another site can send; its value is 1. */
const SESSION_HEADER = 'x-sarf-session';

/**
 * Refuses with CROSS_SITE_REQUEST what a page of another site may have made the browser of a signed-in person send. The
 * browser says where a request comes from in `Sec-Fetch-Site` and `Origin`, which no page can write: what it says must
 * be this site, and of a request that may change something it must say so. Such a request also carries a header of ours,
 * which another site cannot send without asking (CORS), and we never say yes.
 */
export function refuseCrossSite({ headers, method }: FastifyRequest, publicUrl: string): void {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const looks = method === 'GET' || method === 'HEAD';
  const isOwnSite = site === undefined || site === 'same-origin' || (looks && site === 'none');
  const isOwnOrigin = origin === undefined || isOrigin(origin, publicUrl, host);
  const isTold = looks || ((site !== undefined || origin !== undefined) && headers[SESSION_HEADER] === '1');
  if (!isOwnSite || !isOwnOrigin || !isTold) throw new Refusal('CROSS_SITE_REQUEST');
}

/** Is it the address that clients know us by, or the one that the browser has asked? Behind https no other will do. */
function isOrigin(origin: string, publicUrl: string, host: string | undefined): boolean {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  if (host === undefined || !URL.canParse(origin)) return false;
  const site = new URL(origin);
  return site.host === host && (site.protocol === 'https:' || own.protocol !== 'https:');
}
