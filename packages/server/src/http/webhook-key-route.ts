import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { signingKeyOf } from '../webhooks/signature.ts';

/** The public key of this installation's webhook signatures (`v1a`), for whoever checks them. */
export function addWebhookKeyRoute(app: FastifyInstance, deps: Deps): void {
  const { publicKeyText } = signingKeyOf(deps.secretKey);
  app.get('/.well-known/webhook-public-key', async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=3600');
    return { public_key: publicKeyText };
  });
}
