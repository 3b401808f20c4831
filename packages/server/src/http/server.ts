import rateLimit from '@fastify/rate-limit';
import { operations } from '@sarf/contract';
import { type FastifyInstance, fastify, type HTTPMethods } from 'fastify';
import type { Handlers } from '../auth/caller.ts';
import type { Doors } from '../auth/doors.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import { sendRefusal } from './answers.ts';
import { auditDoor } from './audit-door.ts';
import { authenticate } from './authenticate.ts';
import { addBankCallbackRoute, type CallbackTakers } from './bank-callback-route.ts';
import { endConnections } from './closing.ts';
import { addDashboardRoutes } from './dashboard-routes.ts';
import { addDocsRoutes } from './docs-routes.ts';
import { addEventStreamRoute } from './event-stream-route.ts';
import { limitReceiving, patience } from './receiving.ts';
import { addSignInRoutes } from './sign-in-routes.ts';
import { addStatusRoutes } from './status-routes.ts';
import { addTokenRoutes, TOKEN_ENDPOINT } from './token-routes.ts';
import { addOperations, type BodyChecks } from './typed-route.ts';
import { addWebhookKeyRoute } from './webhook-key-route.ts';

interface Api {
  readonly doors: Doors;
  readonly handlers: Handlers;
  readonly bodyChecks: BodyChecks;
  readonly callbackTakers: CallbackTakers;
  /** Requests per second and client, or null for no limit. */
  readonly rateLimit: number | null;
  /** Given when the server is about to be closed: answers without an end come to one. */
  readonly closing: AbortSignal;
}

/** Builds the HTTP server. Without an API it serves health and metrics alone, as a worker does. */
export async function buildServer(deps: Deps, api: Api | undefined): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    // Where a request comes from is what the proxies of the installation say, and nobody else.
    trustProxy: deps.settings.trustedProxies.length > 0 && [...deps.settings.trustedProxies],
    genReqId: () => newId(deps.clock.now().getTime()),
    // Long enough for every id that clients may have of their own.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1024 },
    // The limits of what a caller may send us are at each operation, and in `limitReceiving`.
    http: { headersTimeout: patience.idleMs },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // An address that cannot be read reaches no route, hence no hook and no error handler.
    frameworkErrors(error, request, reply) {
      reply.headers(headersOf(request.id));
      sendRefusal(deps, error, request, reply);
    },
  });
  app.setErrorHandler((error, request, reply) => sendRefusal(deps, error, request, reply));
  app.setNotFoundHandler((request, reply) => sendRefusal(deps, new Refusal('INVALID_URL'), request, reply));
  limitReceiving(app, patience);
  addHeaders(app);
  endConnections(app);
  addMetrics(app, deps);
  acceptEmptyBodies(app);
  addStatusRoutes(app, deps);
  if (api) await addApi(app, deps, api);
  return app;
}

async function addApi(app: FastifyInstance, deps: Deps, api: Api): Promise<void> {
  // Signed by the bank, and not to be slowed down by what a client does.
  addBankCallbackRoute(app, deps, api.callbackTakers);
  addDocsRoutes(app, deps);
  addDashboardRoutes(app);
  addSignInRoutes(app, { deps, sessions: api.doors.sessions, library: api.doors.library });
  await app.register(async (scope) => {
    const audit = auditDoor(deps);
    scope.addHook('onRequest', (request) => authenticate(deps, api.doors, request));
    scope.setErrorHandler(async (error, request, reply) => {
      await audit.refused(request, error);
      sendRefusal(deps, error, request, reply);
      return reply;
    });
    if (api.rateLimit !== null) {
      await scope.register(rateLimit, {
        max: api.rateLimit,
        timeWindow: 1000,
        keyGenerator: (request) => request.caller?.clientId ?? request.ip,
      });
    }
    addTokenRoutes(scope, deps, api.doors.tokens);
    addWebhookKeyRoute(scope, deps);
    addEventStreamRoute(scope, deps, { sessions: api.doors.sessions, closing: api.closing });
    addOperations(scope, { handlers: api.handlers, checks: api.bodyChecks, audit });
    refuseOtherMethods(scope);
  });
}

const headersOf = (requestId: string): Record<string, string> => ({
  'x-request-id': requestId,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  // Whatever a browser may take an answer for, it loads and runs nothing, and is shown in no frame.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
});

function addHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersOf(request.id));
    done();
  });
}

function addMetrics(app: FastifyInstance, deps: Deps): void {
  app.addHook('onResponse', (request, reply, done) => {
    const operation = request.routeOptions.config.operation ?? 'other';
    deps.metrics.requests.inc({ operation, code: reply.statusCode });
    deps.metrics.requestSeconds.observe({ operation }, reply.elapsedTime / 1000);
    deps.log.debug({ requestId: request.id, operation, code: reply.statusCode, ms: reply.elapsedTime }, 'answered');
    done();
  });
}

/** A POST without content is a POST without a body, whatever type it claims to have; content must be JSON. */
function acceptEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, String(body), done);
  });
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else done(new Refusal('UNSUPPORTED_MEDIA_TYPE'));
  });
}

/** An address that exists answers a wrong method with 405 and the right ones, not with 404. */
function refuseOtherMethods(app: FastifyInstance): void {
  const addresses: { method: string; path: string }[] = [...Object.values(operations), TOKEN_ENDPOINT];
  const byPath = Map.groupBy(addresses, ({ path }) => path);
  const all: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  for (const [path, list] of byPath) {
    const known = new Set(list.map(({ method }) => method));
    // Whoever answers GET answers HEAD.
    if (known.has('GET')) known.add('HEAD');
    app.route({
      method: all.filter((method) => !known.has(method)),
      url: path,
      handler(_request, reply) {
        reply.header('allow', [...known].join(', '));
        throw new Refusal('INVALID_HTTP_METHOD');
      },
    });
  }
}
