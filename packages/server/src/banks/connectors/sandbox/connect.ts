import { systemClock } from '../../../foundation/clock.ts';
import { amountToText } from '../../../foundation/money.ts';
import { type Connector, type Instruction, type Outcome, sameOutcome } from '../../connector.ts';
import { readBalances, readBooks } from './books.ts';
import { post } from './call.ts';
import { readCallback } from './callback.ts';
import { collectAtSandbox } from './collections.ts';
import { answersOf, handOver, type Speech } from './hand-over.ts';
import { askForSandboxAccount } from './open-account.ts';
import { readResults } from './read.ts';
import { fetchFromSandbox } from './statements.ts';
import { cut } from './wire-parts.ts';

interface SandboxOptions {
  /** Where the sandbox bank listens. */
  readonly bankUrl: string;
  /** The secret with which it signs its callbacks. */
  readonly callbackSecret: string;
  readonly timeoutMs?: number;
  readonly settlesWithinMs?: number;
}

const speech: Speech<Outcome> = { read: readResults, same: sameOutcome };

const bodyOf = (instructions: readonly Instruction[]): unknown => ({ instructions: instructions.map(wireOf) });

/** Connects to the sandbox bank over HTTP. */
export function connectSandbox(options: SandboxOptions): Connector {
  const { bankUrl, timeoutMs = 10_000 } = options;
  const counter = { ...speech, url: `${bankUrl}/instructions`, bodyOf };
  return {
    name: 'sandbox',
    capabilities: { instructionsMax: 500, timeoutMs, settlesWithinMs: options.settlesWithinMs ?? 1000 },
    validate(instruction) {
      const { iban, accountNumber, bankCode } = instruction.creditor;
      if (iban || (accountNumber && bankCode)) return null;
      return { code: 'AC01', message: 'The bank needs an IBAN, or an account number with a bank code.' };
    },
    submit: (instructions) => handOver(counter, instructions, systemClock.elapsedMs() + timeoutMs),
    async statusOf(endToEndIds) {
      const reply = await post(`${bankUrl}/instructions/status`, { end_to_end_ids: endToEndIds }, timeoutMs);
      return answersOf(speech, reply, endToEndIds);
    },
    readCallback: (callback) => readCallback(options.callbackSecret, callback),
    collections: collectAtSandbox(bankUrl, timeoutMs),
    statements: fetchFromSandbox(bankUrl, timeoutMs),
    readBooks: (after) => readBooks(bankUrl, after, timeoutMs),
    readBalances: () => readBalances(bankUrl, timeoutMs),
    openAccount: (account) => askForSandboxAccount(bankUrl, account),
  };
}

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
