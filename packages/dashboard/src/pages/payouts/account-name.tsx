import { useQuery } from '@tanstack/react-query';
import { Iban } from '../../parts/iban.tsx';
import { accountsQuery } from './payout-queries.ts';

/** One of our accounts, by its name. */
export function AccountName({ id }: { readonly id: string }) {
  const { data } = useQuery(accountsQuery);
  const account = data?.content.find((one) => one.id === id);
  if (!account) return <bdi dir="ltr">{id}</bdi>;
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <bdi>{account.name}</bdi>
      <Iban account={account.iban} />
    </span>
  );
}
