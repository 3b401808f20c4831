import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';
import { textIn } from '../../url/search.ts';
import { readPayoutSearch } from './payout-search.ts';

export const payoutListRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payouts',
  validateSearch: readPayoutSearch,
  component: lazyRouteComponent(() => import('./payout-list.tsx'), 'PayoutList'),
});

export const newPayoutRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payouts/new',
  validateSearch: (search): { destination_id?: string | undefined } => ({
    destination_id: textIn(search, 'destination_id'),
  }),
  component: lazyRouteComponent(() => import('./new-payout.tsx'), 'NewPayout'),
});

export const payoutRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payouts/$id',
  component: lazyRouteComponent(() => import('./payout-detail.tsx'), 'PayoutDetail'),
});

export const payoutsRoutes = [payoutListRoute, newPayoutRoute, payoutRoute] as const;
