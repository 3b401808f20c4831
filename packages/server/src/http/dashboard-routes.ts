import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const compress = promisify(gzip);

// What `npm start` builds from packages/dashboard.
const BUILT = join(import.meta.dirname, '../../../dashboard/dist');
const NOT_BUILT =
  'The dashboard is not built. `npm start` builds it; `npm run dashboard` does it without starting anything.\n';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The pages may load what this server has, and nothing else; nothing in them is code that did not come as a file. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': POLICY,
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  vary: 'accept-encoding',
} as const;

interface File {
  readonly mediaType: string;
  readonly plain: Buffer;
  readonly small: Buffer;
}

type Files = ReadonlyMap<string, File>;

/**
 * The dashboard, at /dashboard and everything under it. Files have a hash in their name and are kept for ever; every
 * other address is a page, for which the one document is given that finds out by itself which.
 * @param folder where the built files are
 */
export function addDashboardRoutes(app: FastifyInstance, folder = BUILT): void {
  const built = keepFiles(folder);
  const page = async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    sendFile(_request, reply, (await built())?.get('index.html'), 'no-store');
  app.get('/dashboard', page);
  app.get('/dashboard/*', page);
  app.get<{ Params: { '*': string } }>('/dashboard/assets/*', async (request, reply) =>
    sendFile(
      request,
      reply,
      (await built())?.get(`assets/${request.params['*']}`),
      'public, max-age=31536000, immutable',
    ),
  );
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: File | undefined,
  cacheControl: string,
): FastifyReply {
  reply.headers(headers);
  if (!file) {
    const isPage = cacheControl === 'no-store';
    return reply
      .code(isPage ? 503 : 404)
      .type('text/plain; charset=utf-8')
      .send(isPage ? NOT_BUILT : 'No such file.\n');
  }
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  reply.header('cache-control', cacheControl).type(file.mediaType);
  if (!takesGzip) return reply.send(file.plain);
  return reply.header('content-encoding', 'gzip').send(file.small);
}

/** The built files, read once and again after they were built anew; undefined while there are none. */
function keepFiles(folder: string): () => Promise<Files | undefined> {
  let known: { readonly atMs: number; readonly files: Promise<Files> } | undefined;
  return async () => {
    const found = await stat(join(folder, 'index.html')).catch(() => undefined);
    if (!found) return undefined;
    if (known?.atMs !== found.mtimeMs) known = { atMs: found.mtimeMs, files: readFiles(folder) };
    try {
      return await known.files;
    } catch (error) {
      // They were just being built; the next request looks again.
      known = undefined;
      throw error;
    }
  };
}

async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths
    .filter((path) => mediaTypes[extname(path)] !== undefined)
    .map(async (path) => {
      const plain = await readFile(path);
      const mediaType = mediaTypes[extname(path)] ?? '';
      return [relative(folder, path).replaceAll(sep, '/'), { mediaType, plain, small: await compress(plain) }] as const;
    });
  return new Map(await Promise.all(files));
}
