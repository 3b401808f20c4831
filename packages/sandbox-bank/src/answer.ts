import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Bank } from './bank.ts';
import { Refusal } from './refuse.ts';

/** What a request comes to, and how it is answered. */
export interface Outcome {
  body: object | string;
  /** 200 when not given. */
  httpStatus?: number;
  /** How long to keep the answer back. */
  delayMs?: number;
  /** A scenario asks that nobody gets an answer. */
  dropsConnection?: boolean;
}

/**
 * Does the work of a request and answers it, unless the faults of the bank say otherwise: nothing is done, or nobody
 * is answered, or late. `whenDropped` notes a request that was received and not carried out.
 */
export async function answerUnderFaults(
  bank: Bank,
  reply: FastifyReply,
  work: () => Outcome,
  whenDropped: () => void = () => {},
): Promise<FastifyReply> {
  const fault = bank.faults.nextRequest();
  if (fault.kind === 'unavailable') {
    throw new Refusal(503, 'UNAVAILABLE', 'The bank is closed for a moment; nothing was done.');
  }
  if (fault.kind === 'drop_before') {
    whenDropped();
    return dropConnection(reply);
  }
  const outcome = work();
  if (fault.kind === 'drop_after') return dropConnection(reply);
  const delayMs = Math.max(outcome.delayMs ?? 0, fault.kind === 'delay' ? fault.ms : 0);
  return await answer(bank, reply, { ...outcome, delayMs });
}

/** Answers as the outcome says. */
export async function answer(bank: Bank, reply: FastifyReply, outcome: Outcome): Promise<FastifyReply> {
  const { body, httpStatus = 200, delayMs = 0, dropsConnection = false } = outcome;
  if (dropsConnection) return dropConnection(reply);
  const waited = delayMs === 0 || (await sleep(delayMs, true, { signal: bank.stopping }).catch(() => false));
  // A bank that stops meanwhile does not answer early: it does not answer at all.
  return waited ? reply.code(httpStatus).send(body) : dropConnection(reply);
}

/** Ends the connection without a word: the client cannot tell whether anything was done. */
function dropConnection(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}
