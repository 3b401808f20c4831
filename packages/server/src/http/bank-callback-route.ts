import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { recordOutcomes } from '../payouts/record-outcomes.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * Where banks tell of payouts by themselves. No token: the signature over the raw body proves the bank. Answers only
 * after what was told is saved, so that the bank tells again what was lost.
 */
export function addBankCallbackRoute(app: FastifyInstance, deps: Deps): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { connector: string } }>(
      '/banks/v1/callbacks/:connector',
      { bodyLimit: BODY_LIMIT_BYTES },
      async (request) => {
        const connector = deps.banks.get(request.params.connector);
        if (!connector) throw new Refusal('INVALID_URL');
        const rawBody = typeof request.body === 'string' ? request.body : '';
        const outcomes = connector.readCallback({ headers: request.headers, rawBody, now: deps.clock.now() });
        if (!outcomes) throw new Refusal('INVALID_SIGNATURE');
        await recordOutcomes(deps, { connector, actor: `bank:${connector.name}` }, outcomes);
        return { received: outcomes.length };
      },
    );
  });
}
