import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';

const reconciliationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'reconciliation',
  component: lazyRouteComponent(() => import('./reconciliation-page.tsx'), 'ReconciliationPage'),
});

export const reconciliationRoutes = [reconciliationRoute] as const;
