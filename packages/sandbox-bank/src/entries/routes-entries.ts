import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import { findAccount } from '../find-account.ts';
import { formatAmount } from '../money.ts';
import { presentTime } from '../present.ts';
import { Refusal } from '../refuse.ts';
import { bookByHand } from './book-by-hand.ts';
import type { Entry } from './entries.ts';
import { type EntryBody, entrySchema, readEntry } from './wire-entries.ts';

interface BookRoute {
  Params: { iban: string };
  Body: EntryBody;
}

/** POST /accounts/{iban}/entries. */
export function addEntryRoutes(app: FastifyInstance, { books }: Bank): void {
  const path = '/accounts/:iban/entries';
  app.post<BookRoute>(path, { schema: { body: entrySchema } }, async ({ params, body }, reply) => {
    const account = findAccount(books, params.iban);
    const booked = bookByHand(books, account, readEntry(body, account.currency));
    if (booked.kind === 'insufficient_funds') {
      throw new Refusal(409, 'INSUFFICIENT_FUNDS', 'The account does not have that much.');
    }
    if (booked.kind === 'too_much') {
      throw new Refusal(409, 'TOO_MUCH', 'The books of this bank cannot count that much.');
    }
    return reply.code(201).send(presentEntry(booked.entry, account.currency));
  });
}

function presentEntry(entry: Entry, currency: string) {
  const { counterparty } = entry;
  return {
    bank_reference: entry.bankReference,
    booked_at: presentTime(entry.bookedAt),
    iban: entry.iban,
    direction: entry.direction,
    kind: entry.kind,
    amount: formatAmount(entry.amountMinor, currency),
    currency,
    end_to_end_id: entry.endToEndId,
    counterparty: counterparty === null ? null : { name: counterparty.name, iban: counterparty.iban },
    remittance: entry.remittance,
  };
}
