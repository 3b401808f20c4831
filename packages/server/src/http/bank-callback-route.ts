import type { FastifyInstance } from 'fastify';
import type { ChargeOutcome, ConsentNews } from '../banks/collections.ts';
import type { NewsSource } from '../banks/record-news.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { recordOutcomes } from '../payouts/record-outcomes.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

/** Who takes what banks tell of collections. When these resolve, it is saved. */
export interface CallbackTakers {
  readonly charges: (source: NewsSource, charges: readonly ChargeOutcome[]) => Promise<void>;
  readonly consents: (source: NewsSource, consents: readonly ConsentNews[]) => Promise<void>;
}

/**
 * Where banks tell of payouts, charges and consents by themselves. No token: the signature over the raw body proves the bank. Answers only
 * after what was told is saved, so that the bank tells again what was lost.
 */
export function addBankCallbackRoute(app: FastifyInstance, deps: Deps, takers: CallbackTakers): void {
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
        const news = connector.readCallback({ headers: request.headers, rawBody, now: deps.clock.now() });
        if (!news) throw new Refusal('INVALID_SIGNATURE');
        const { outcomes, charges, consents } = news;
        const source = { connector, actor: `bank:${connector.name}` };
        // A consent before the charges under it.
        if (consents.length > 0) await takers.consents(source, consents);
        if (outcomes.length > 0) await recordOutcomes(deps, source, outcomes);
        if (charges.length > 0) await takers.charges(source, charges);
        return { received: outcomes.length + charges.length + consents.length };
      },
    );
  });
}
