import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';

const refundsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'refunds',
  component: lazyRouteComponent(() => import('./refunds-page.tsx'), 'RefundsPage'),
});

const refundRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'refunds/$id',
  component: lazyRouteComponent(() => import('./refunds-page.tsx'), 'RefundsPage'),
});

export const refundsRoutes = [refundsRoute, refundRoute] as const;
