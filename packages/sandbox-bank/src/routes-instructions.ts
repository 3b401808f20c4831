import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Bank } from './bank.ts';
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
  app.post<{ Body: SubmitBody }>('/instructions', { schema: { body: submitSchema } }, (request, reply) =>
    submit(bank, request.body, reply),
  );
  app.post<{ Body: StatusBody }>('/instructions/status', { schema: { body: statusSchema } }, (request, reply) =>
    tellStatus(bank, request.body, reply),
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

async function submit(bank: Bank, body: SubmitBody, reply: FastifyReply): Promise<FastifyReply> {
  const instructions = body.instructions.map(readInstruction);
  const fault = bank.faults.nextRequest();
  if (fault.kind === 'unavailable') throw unavailable();
  if (fault.kind === 'drop_before') {
    dropInstructions(bank.books, instructions);
    return dropConnection(reply);
  }
  const submission = submitInstructions(bank.books, instructions, bank.settleMs);
  bank.settlement.ring(bank.settleMs);
  if (submission.dropsConnection || fault.kind === 'drop_after') return dropConnection(reply);
  const delayMs = Math.max(submission.delayMs, fault.kind === 'delay' ? fault.ms : 0);
  return await answerAfter(bank, reply, delayMs, { results: submission.answers.map(presentAnswer) });
}

async function tellStatus(bank: Bank, body: StatusBody, reply: FastifyReply): Promise<FastifyReply> {
  const fault = bank.faults.nextRequest();
  if (fault.kind === 'unavailable') throw unavailable();
  if (fault.kind === 'drop_before' || fault.kind === 'drop_after') return dropConnection(reply);
  const results = body.end_to_end_ids.map((endToEndId) =>
    presentAnswer(
      bank.books.instructions.find(endToEndId) ?? {
        endToEndId,
        status: 'NOTFOUND',
        reasonCode: null,
        bankReference: null,
      },
    ),
  );
  return await answerAfter(bank, reply, fault.kind === 'delay' ? fault.ms : 0, { results });
}

async function answerAfter(bank: Bank, reply: FastifyReply, delayMs: number, answer: object): Promise<FastifyReply> {
  const waited = delayMs === 0 || (await sleep(delayMs, true, { signal: bank.stopping }).catch(() => false));
  // A bank that stops meanwhile does not answer early: it does not answer at all.
  return waited ? reply.send(answer) : dropConnection(reply);
}

/** Ends the connection without a word: the client cannot tell whether anything was done. */
function dropConnection(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

function unavailable(): Refusal {
  return new Refusal(503, 'UNAVAILABLE', 'The bank is closed for a moment; nothing was done.');
}
