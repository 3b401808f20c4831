import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';

const paymentSourcesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payment-sources',
  component: lazyRouteComponent(() => import('./payment-sources-page.tsx'), 'PaymentSourcesPage'),
});

const paymentSourceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payment-sources/$id',
  component: lazyRouteComponent(() => import('./payment-sources-page.tsx'), 'PaymentSourcesPage'),
});

export const paymentSourcesRoutes = [paymentSourcesRoute, paymentSourceRoute] as const;
