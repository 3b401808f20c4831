import { type Account, balanceMinor, totalMinorMax } from './accounts.ts';
import { isIban } from './iban.ts';
import type { Order } from './instruction.ts';
import { parseAmount } from './money.ts';
import type { ReasonCode } from './reasons.ts';
import { type ScenarioName, scenarioOf } from './scenarios.ts';

/** What becomes of one received instruction; amounts in minor units, null when the amount cannot be read. */
export type Decision =
  | { kind: 'reject'; reasonCode: ReasonCode; amountMinor: bigint | null }
  | { kind: 'drop'; amountMinor: bigint | null }
  | { kind: 'book'; scenario: ScenarioName; amountMinor: bigint };

/**
 * Decides one instruction from plain data. `timesReceived` counts the earlier receipts of the same end-to-end
 * id; it matters to the scenario that drops only the first. An earlier booking does not stop a second one: this
 * bank does not de-duplicate, so that a test can see a client that submits twice.
 */
export function decide({ instruction, refusal }: Order, account: Account | undefined, timesReceived: number): Decision {
  const amountMinor = parseAmount(instruction.amount, instruction.currency);
  const reject = (reasonCode: ReasonCode): Decision => ({ kind: 'reject', reasonCode, amountMinor });
  if (refusal !== null) return reject(refusal);
  if (account === undefined) return reject('AC01');
  if (instruction.currency !== account.currency) return reject('AM03');
  if (amountMinor === null) return reject('AM12');
  if (amountMinor === 0n) return reject('AM01');
  const { iban } = instruction.creditor;
  if (iban !== null && !isIban(iban)) return reject('AC03');

  const scenario = scenarioOf(amountMinor);
  if (scenario === 'account_closed') return reject('AC04');
  if (scenario === 'insufficient_funds') return reject('AM04');
  if (scenario === 'dropped_before_booking' && timesReceived === 0) return { kind: 'drop', amountMinor };
  if (balanceMinor(account) < amountMinor) return reject('AM04');
  if (account.bookedMinor + amountMinor > totalMinorMax) return reject('AM02');
  return { kind: 'book', scenario, amountMinor };
}
