import { payoutStatusOf, refusals, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { presentLeft } from '../auth/agent-limits.ts';
import { availableOf, type PayoutAccount } from '../banks/payout-accounts.ts';
import type { Destination } from '../destinations/find-destinations.ts';
import { maskIban } from '../foundation/iban.ts';
import { amountToNumber } from '../foundation/money.ts';
import type { Refusal } from '../foundation/refuse.ts';
import type { Preview } from './preview-payout.ts';
import type { Decision } from './rules.ts';

type Shown = Static<typeof schemas.PayoutPreview>;

/** A preview as the contract shows it. */
export function presentPreview({ creation, decision, existing, limits, ...preview }: Preview): Shown {
  const { amountMinor, currency } = creation;
  const amount = amountToNumber(amountMinor, currency);
  const { account, destination, twin } = preview;
  return {
    verdict: verdictOf(decision),
    refusal: decision.kind === 'refuse' ? presentRefusal(decision.refusal) : null,
    payment_id: existing?.id ?? null,
    amount,
    total: amount,
    currency,
    payout_account: account ? presentAccount(account, decision.kind === 'create' ? amountMinor : 0n) : null,
    destination: destination ? presentDestination(destination) : null,
    possible_duplicate: twin
      ? { payment_id: twin.id, status: payoutStatusOf[twin.state], created_at: twin.createdAt.toISOString() }
      : null,
    limits: limits ? presentLeft(limits, currency) : null,
  };
}

function verdictOf(decision: Decision): Shown['verdict'] {
  if (decision.kind === 'refuse') return 'WOULD_BE_REFUSED';
  if (decision.kind !== 'create') return 'WOULD_BE_REPLAYED';
  return decision.needsApproval ? 'WOULD_AWAIT_APPROVAL' : 'WOULD_BE_QUEUED';
}

/** A refusal as previews show it: what would be answered. */
export function presentRefusal({ code, message, metadata, faults }: Refusal): NonNullable<Shown['refusal']> {
  const errors = faults.map((fault) => ({ path: fault.path, message: fault.message, code: fault.code }));
  return { status: code, message, retryable: refusals[code].retryable, errors, metadata: metadata && { ...metadata } };
}

/** @param takenMinor what it would hold of the account */
function presentAccount(account: PayoutAccount, takenMinor: bigint): Shown['payout_account'] {
  const { id, name, iban, currency } = account;
  const before = availableOf(account);
  return {
    id,
    name,
    iban: maskIban(iban),
    available_before: amountToNumber(before, currency),
    available_after: amountToNumber(before - takenMinor, currency),
  };
}

function presentDestination({ id, beneficiaryName, iban, accountNumber }: Destination): Shown['destination'] {
  return { id, beneficiary_name: beneficiaryName, account: maskIban(iban ?? accountNumber ?? '') };
}
