import { amountToText } from '../../../foundation/money.ts';
import type { NewBankAccount } from '../../connector.ts';

/** Opens an account at the sandbox bank; one that is there stays as it is. Throws a sentence when it is not open. */
export async function openSandboxAccount(bankUrl: string, account: NewBankAccount): Promise<void> {
  const { iban, currency, openingMinor } = account;
  const response = await fetch(`${bankUrl}/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ iban, currency, opening_balance: amountToText(openingMinor, currency) }),
    signal: AbortSignal.timeout(5000),
  }).catch((error: unknown) => {
    throw new Error('The sandbox bank does not answer.', { cause: error });
  });
  if (!response.ok) throw new Error(`The sandbox bank would not open an account: ${await response.text()}`);
}

/** The same; null, or why it is not open. */
export function askForSandboxAccount(bankUrl: string, account: NewBankAccount): Promise<string | null> {
  return openSandboxAccount(bankUrl, account).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
