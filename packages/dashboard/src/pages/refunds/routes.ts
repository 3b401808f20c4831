import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';
import { readRefundSearch } from './refund-search.ts';

export const refundListRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'refunds',
  validateSearch: readRefundSearch,
  component: lazyRouteComponent(() => import('./refund-list.tsx'), 'RefundList'),
});

export const confirmRefundRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'payments/$id/refund',
  component: lazyRouteComponent(() => import('./confirm-refund.tsx'), 'ConfirmRefund'),
});

export const refundRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'refunds/$id',
  component: lazyRouteComponent(() => import('./refund-detail.tsx'), 'RefundDetail'),
});

export const refundsRoutes = [refundListRoute, confirmRefundRoute, refundRoute] as const;
