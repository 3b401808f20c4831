import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';

const destinationsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'destinations',
  component: lazyRouteComponent(() => import('./destinations-page.tsx'), 'DestinationsPage'),
});

const destinationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'destinations/$id',
  component: lazyRouteComponent(() => import('./destinations-page.tsx'), 'DestinationsPage'),
});

export const destinationsRoutes = [destinationsRoute, destinationRoute] as const;
