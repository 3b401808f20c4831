/** An IBAN or account number in groups of four, as it is written on paper. */
export const grouped = (account: string): string => account.replaceAll(/\s/g, '').replaceAll(/(.{4})(?=.)/g, '$1 ');

/** The same with its middle hidden: country, check digits and the last four stay. */
export function masked(account: string): string {
  const plain = account.replaceAll(/\s/g, '');
  if (plain.includes('*') || plain.includes('•')) return plain;
  if (plain.length <= 8) return `••••${plain.slice(-2)}`;
  return grouped(`${plain.slice(0, 4)}${'•'.repeat(plain.length - 8)}${plain.slice(-4)}`);
}
