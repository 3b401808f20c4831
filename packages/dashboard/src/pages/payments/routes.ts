import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';
import { readPaymentSearch } from './payment-search.ts';

export const paymentListRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payments',
  validateSearch: readPaymentSearch,
  component: lazyRouteComponent(() => import('./payment-list.tsx'), 'PaymentList'),
});

export const paymentRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payments/$id',
  component: lazyRouteComponent(() => import('./payment-detail.tsx'), 'PaymentDetail'),
});

export const paymentsRoutes = [paymentListRoute, paymentRoute] as const;
