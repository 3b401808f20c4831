import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';

const paymentsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payments',
  component: lazyRouteComponent(() => import('./payments-page.tsx'), 'PaymentsPage'),
});

const paymentRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payments/$id',
  component: lazyRouteComponent(() => import('./payments-page.tsx'), 'PaymentsPage'),
});

export const paymentsRoutes = [paymentsRoute, paymentRoute] as const;
