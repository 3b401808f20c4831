import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { isDatabaseReady } from '../foundation/database.ts';
import { measureOpen } from '../payouts/measure-open.ts';

/** Health for whoever restarts us, and numbers for Prometheus. Without a token, so they tell nothing of anybody. */
export function addStatusRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await isDatabaseReady(deps.sql);
    reply.code(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable', database: ready ? 'ok' : 'does not answer' };
  });
  app.get('/metrics', async (_request, reply) => {
    await measureOpen(deps);
    reply.header('content-type', deps.metrics.registry.contentType);
    return deps.metrics.registry.metrics();
  });
}
