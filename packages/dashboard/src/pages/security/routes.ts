import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';

const securityRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'security',
  component: lazyRouteComponent(() => import('./security-page.tsx'), 'SecurityPage'),
});

export const securityRoutes = [securityRoute] as const;
