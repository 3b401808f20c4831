import { amountToText } from '../../../foundation/money.ts';

interface NewAccount {
  readonly iban: string;
  readonly currency: string;
  readonly openingMinor: bigint;
}

/** Opens an account at the sandbox bank; one that is there stays as it is. */
export async function openSandboxAccount(bankUrl: string, account: NewAccount): Promise<void> {
  const { iban, currency, openingMinor } = account;
  const response = await fetch(`${bankUrl}/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ iban, currency, opening_balance: amountToText(openingMinor, currency) }),
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`The sandbox bank would not open an account: ${await response.text()}`);
}
