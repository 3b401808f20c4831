import type { FastifyInstance, FastifyReply } from 'fastify';
import { answerUnderFaults } from './answer.ts';
import type { Bank } from './bank.ts';
import type { Books } from './books.ts';
import type { Answer, Order } from './instruction.ts';
import { pageLimit, pageOf } from './page.ts';
import { presentAnswer, presentRecord } from './present.ts';
import { Refusal } from './refuse.ts';
import { dropInstructions, submitInstructions } from './submit-instructions.ts';
import {
  instructionPageSchema,
  type PageQuery,
  readInstruction,
  type StatusBody,
  type SubmitBody,
  statusSchema,
  submitSchema,
} from './wire.ts';

/** POST /instructions, POST /instructions/status, GET /instructions and GET /instructions/{end_to_end_id}. */
export function addInstructionRoutes(app: FastifyInstance, bank: Bank): void {
  const { books } = bank;
  app.post<{ Body: SubmitBody }>('/instructions', { schema: { body: submitSchema } }, ({ body }, reply) => {
    const orders = body.instructions.map((wire) => ({ instruction: readInstruction(wire), refusal: null }));
    return submitOrders(bank, reply, orders, presentAnswer);
  });
  app.post<{ Body: StatusBody }>('/instructions/status', { schema: { body: statusSchema } }, ({ body }, reply) =>
    answerUnderFaults(bank, reply, () => ({
      body: { results: body.end_to_end_ids.map((id) => presentAnswer(answerAbout(books, id))) },
    })),
  );

  const pageSchema = { schema: { querystring: instructionPageSchema } };
  app.get<{ Querystring: PageQuery }>('/instructions', pageSchema, async ({ query }) => {
    const limit = pageLimit(query);
    const bookedAgainOnly = query.booked_more_than_once === 'true';
    const records = books.instructions.list(Number(query.after ?? 0), limit, bookedAgainOnly);
    return pageOf(records, limit, presentRecord, ({ seq }) => String(seq));
  });

  app.get<{ Params: { id: string } }>('/instructions/:id', async ({ params }) => {
    const record = books.instructions.find(params.id);
    if (record !== undefined) return presentRecord(record);
    throw new Refusal(404, 'UNKNOWN_INSTRUCTION', 'This bank has never received an instruction with that id.');
  });
}

/**
 * Takes orders into the books and answers each, under the faults of the bank; `present` makes the answer to the nth of
 * them.
 */
export async function submitOrders(
  bank: Bank,
  reply: FastifyReply,
  orders: readonly Order[],
  present: (answer: Answer, nth: number) => object,
): Promise<FastifyReply> {
  const work = () => {
    const { answers, ...manner } = submitInstructions(bank.books, orders, bank.settleMs);
    bank.settlement.ring(bank.settleMs);
    return { ...manner, body: { results: answers.map(present) } };
  };
  return await answerUnderFaults(bank, reply, work, () => dropInstructions(bank.books, orders));
}

/** What the bank says of an end-to-end id. */
function answerAbout(books: Books, endToEndId: string): Answer {
  return (
    books.instructions.find(endToEndId) ?? { endToEndId, status: 'NOTFOUND', reasonCode: null, bankReference: null }
  );
}
