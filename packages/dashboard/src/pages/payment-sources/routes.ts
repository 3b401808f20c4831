import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';
import { readSourceSearch } from './source-search.ts';

export const paymentSourcesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payment-sources',
  validateSearch: readSourceSearch,
  component: lazyRouteComponent(() => import('./payment-sources-page.tsx'), 'PaymentSourcesPage'),
});

/** A payment source and the consent it lives under, by the id of the consent: that is there first, and stays. */
export const paymentSourceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payment-sources/$id',
  component: lazyRouteComponent(() => import('./consent-detail.tsx'), 'ConsentDetail'),
});

export const customerRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'customers/$id',
  component: lazyRouteComponent(() => import('./customer-detail.tsx'), 'CustomerDetail'),
});

export const paymentSourcesRoutes = [paymentSourcesRoute, paymentSourceRoute, customerRoute] as const;
