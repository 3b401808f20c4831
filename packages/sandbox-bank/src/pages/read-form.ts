/** What a payer sent: the account chosen, if any, and the decision. */
export interface Form {
  account: string | null;
  decision: 'approve' | 'refuse';
}

/** Reads a form; null when it does not say one decision, or names several accounts. */
export function readForm(body: string): Form | null {
  const fields = new URLSearchParams(body);
  const [decision, ...moreDecisions] = fields.getAll('decision');
  const [account = null, ...moreAccounts] = fields.getAll('account');
  if (moreDecisions.length > 0 || moreAccounts.length > 0) return null;
  return decision === 'approve' || decision === 'refuse' ? { account, decision } : null;
}
