import { systemClock } from '../../../foundation/clock.ts';
import { amountToText } from '../../../foundation/money.ts';
import { type Connector, type Instruction, type Outcome, sameOutcome } from '../../connector.ts';
import { readBalances, readBooks } from './books.ts';
import { post, type Reply } from './call.ts';
import { readCallback } from './callback.ts';
import { readResults } from './read.ts';

interface SandboxOptions {
  /** Where the sandbox bank listens. */
  readonly bankUrl: string;
  /** The secret with which it signs its callbacks. */
  readonly callbackSecret: string;
  readonly timeoutMs?: number;
  readonly settlesWithinMs?: number;
}

const TEXT_MAX = 140;

/** The first characters of a text, whole ones. */
const cut = (text: string): string => [...text].slice(0, TEXT_MAX).join('');

/** Connects to the sandbox bank over HTTP. */
export function connectSandbox(options: SandboxOptions): Connector {
  const timeoutMs = options.timeoutMs ?? 10_000;
  return {
    name: 'sandbox',
    capabilities: { instructionsMax: 500, timeoutMs, settlesWithinMs: options.settlesWithinMs ?? 1000 },
    validate(instruction) {
      const { iban, accountNumber, bankCode } = instruction.creditor;
      if (iban || (accountNumber && bankCode)) return null;
      return { code: 'AC01', message: 'The bank needs an IBAN, or an account number with a bank code.' };
    },
    submit: (instructions) => submit(options.bankUrl, instructions, systemClock.elapsedMs() + timeoutMs),
    async statusOf(endToEndIds) {
      const reply = await post(`${options.bankUrl}/instructions/status`, { end_to_end_ids: endToEndIds }, timeoutMs);
      return outcomesOf(reply, endToEndIds);
    },
    readCallback: (callback) => readCallback(options.callbackSecret, callback),
    readBooks: (after) => readBooks(options.bankUrl, after, timeoutMs),
    readBalances: () => readBalances(options.bankUrl, timeoutMs),
  };
}

/**
 * Submits a batch. When the bank refuses the call as a whole, having done nothing, the batch is halved until the
 * instruction that it cannot take is alone: one bad instruction never fails its neighbours. All calls together end
 * by the deadline, because whoever called us counts on the time of one.
 */
async function submit(bankUrl: string, instructions: readonly Instruction[], deadlineMs: number): Promise<Outcome[]> {
  const ids = instructions.map((one) => one.endToEndId);
  const leftMs = Math.ceil(deadlineMs - systemClock.elapsedMs());
  if (leftMs <= 0) return sameOutcome(ids, 'not_sent', 'There was no time left to send it.');
  const reply = await post(`${bankUrl}/instructions`, { instructions: instructions.map(wireOf) }, leftMs);
  if (reply.kind !== 'refused') return outcomesOf(reply, ids);
  if (instructions.length === 1) return ids.map((endToEndId) => refusedAlone(endToEndId, reply.message));
  const middle = Math.ceil(instructions.length / 2);
  const first = await submit(bankUrl, instructions.slice(0, middle), deadlineMs);
  return [...first, ...(await submit(bankUrl, instructions.slice(middle), deadlineMs))];
}

const refusedAlone = (endToEndId: string, message: string): Outcome => ({
  endToEndId,
  kind: 'rejected',
  code: 'FF01',
  message,
  bankReference: null,
});

function wireOf(instruction: Instruction): unknown {
  const { iban, accountNumber, bankCode } = instruction.creditor;
  const name = cut(instruction.creditor.name);
  return {
    end_to_end_id: instruction.endToEndId,
    amount: amountToText(instruction.amountMinor, instruction.currency),
    currency: instruction.currency,
    debtor_iban: instruction.debtorIban,
    creditor: iban ? { name, iban } : { name, account_number: accountNumber, bank_code: bankCode },
    ...(instruction.remittance ? { remittance: cut(instruction.remittance) } : {}),
  };
}

/** One outcome for each id, whatever the bank sent: what it left out is unknown. */
function outcomesOf(reply: Reply, endToEndIds: readonly string[]): Outcome[] {
  if (reply.kind === 'not_sent') return sameOutcome(endToEndIds, 'not_sent', reply.message);
  if (reply.kind !== 'answer') return sameOutcome(endToEndIds, 'unknown', reply.message);
  const results = readResults(reply.body);
  if (!results) return sameOutcome(endToEndIds, 'unknown', 'The answer of the bank could not be read.');
  const byId = new Map(results.map((outcome) => [outcome.endToEndId, outcome]));
  return endToEndIds.flatMap(
    (id) => byId.get(id) ?? sameOutcome([id], 'unknown', 'The bank did not mention it in its answer.'),
  );
}
