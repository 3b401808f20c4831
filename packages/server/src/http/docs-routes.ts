import { openApiDocument } from '@sarf/contract';
import reference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

/** The page has its script and its style in itself. It loads what this server has, and is shown in no frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The OpenAPI document, and a page to read and try it. The page loads nothing from outside. */
export function addDocsRoutes(app: FastifyInstance, deps: Deps): void {
  const document = openApiDocument(deps.settings.publicUrl);
  app.get('/openapi.json', async () => document);
  // Browsers ask for it by themselves.
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  void app.register(async (scope) => {
    scope.addHook('onRequest', (_request, reply, done) => {
      reply.header('content-security-policy', POLICY);
      done();
    });
    await scope.register(reference, {
      routePrefix: '/docs',
      logLevel: 'silent',
      configuration: {
        content: document,
        title: 'Sarf API',
        withDefaultFonts: false,
        telemetry: false,
        defaultOpenAllTags: true,
        // What would send the document or a request of the reader elsewhere.
        agent: { disabled: true },
        mcp: { disabled: true },
        showDeveloperTools: 'never',
        hideClientButton: true,
      },
    });
  });
}
