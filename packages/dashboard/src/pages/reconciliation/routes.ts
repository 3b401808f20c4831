import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';
import { readReconciliationSearch } from './reconciliation-search.ts';

export const reconciliationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'reconciliation',
  validateSearch: readReconciliationSearch,
  component: lazyRouteComponent(() => import('./reconciliation-page.tsx'), 'ReconciliationPage'),
});

export const entryRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'reconciliation/entries/$id',
  component: lazyRouteComponent(() => import('./entry-detail.tsx'), 'EntryDetail'),
});

export const reconciliationRoutes = [reconciliationRoute, entryRoute] as const;
