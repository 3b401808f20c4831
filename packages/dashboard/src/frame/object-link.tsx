import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface ObjectLinkProps {
  /** As events and the audit log name types. */
  readonly type: string;
  readonly id: string;
  readonly children: ReactNode;
}

const pages = {
  payout: '/payouts/$id',
  refund: '/refunds/$id',
  payment: '/payments/$id',
  destination: '/destinations/$id',
  customer: '/customers/$id',
  consent: '/payment-sources/$id',
  client: '/settings/clients/$id',
  endpoint: '/webhooks/$id',
  delivery: '/webhooks/deliveries/$id',
  entry: '/reconciliation/entries/$id',
} as const;

const hasPage = (type: string): type is keyof typeof pages => Object.hasOwn(pages, type);

/** The way to an object where it has a page of its own; else its name alone. */
export function ObjectLink({ type, id, children }: ObjectLinkProps) {
  if (!hasPage(type)) return children;
  return (
    <Link to={pages[type]} params={{ id }} className="rounded text-accent underline">
      {children}
    </Link>
  );
}
