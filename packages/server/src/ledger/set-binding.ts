import type { Tx } from '../foundation/database.ts';
import { updateBinding } from './store.ts';

interface Binding {
  readonly applicationId: string;
  readonly payoutAccountId: string;
  /** Is a payout refused when the balance does not cover it? */
  readonly isOn: boolean;
}

/** Sets whether the balance of a payout account binds. False: it is overdrawn, so that it cannot. */
export function setBinding(tx: Tx, { applicationId, payoutAccountId, isOn }: Binding): Promise<boolean> {
  return updateBinding(tx, { applicationId, id: payoutAccountId, balanceBinding: isOn });
}
