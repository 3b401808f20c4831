import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';

const teamRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'team',
  component: lazyRouteComponent(() => import('./team-page.tsx'), 'TeamPage'),
});

export const teamRoutes = [teamRoute] as const;
