import type { FastifyInstance } from 'fastify';
import { advance } from './advance.ts';
import type { Bank } from './bank.ts';
import { homeHeaders, homePage, homeText } from './home-page.ts';
import { presentStats, presentTime } from './present.ts';
import { Refusal } from './refuse.ts';
import { type AdvanceBody, advanceSchema } from './wire.ts';

const dayS = 86_400;
/** The year 3000: far enough for every test, and far from where dates end. */
const latestTime = Date.UTC(3000, 0, 1);

/** GET /, GET /health, GET /stats and POST /advance. */
export function addBankRoutes(app: FastifyInstance, bank: Bank): void {
  const { books } = bank;
  app.get('/', async (request, reply) => {
    const wantsHtml = request.headers.accept?.includes('text/html') ?? false;
    reply.header('vary', 'accept');
    if (wantsHtml) return reply.headers(homeHeaders).send(homePage(bank.origin()));
    return reply.type('text/plain; charset=utf-8').send(homeText(bank.origin()));
  });

  app.get('/health', async () => ({ status: 'ok' }));

  app.get('/stats', async () => ({ now: presentTime(books.clock.now()), ...presentStats(books.tally.read()) }));

  app.post<{ Body: AdvanceBody }>('/advance', { schema: { body: advanceSchema } }, async (request) => {
    const seconds = request.body.seconds ?? dayS;
    if (books.clock.now() + seconds * 1_000 > latestTime) {
      throw new Refusal(400, 'INVALID_REQUEST', 'The clock of this bank ends with the year 2999.');
    }
    const { now, settled, returned } = await advance(books, bank.settlement, bank.callbacks, seconds);
    return { now: presentTime(now), settled, returned };
  });
}
