import { useQuery } from '@tanstack/react-query';
import { accountsQuery } from '../payouts/payout-queries.ts';

/** One of our accounts, by what it is called. */
export function AccountName({ id }: { readonly id: string }) {
  const { data } = useQuery(accountsQuery);
  const account = data?.content.find((one) => one.id === id);
  return account ? <bdi>{account.name}</bdi> : <bdi dir="ltr">{id}</bdi>;
}
