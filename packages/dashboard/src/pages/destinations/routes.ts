import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';

const destinationListRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'destinations',
  component: lazyRouteComponent(() => import('./destination-list.tsx'), 'DestinationList'),
});

const newDestinationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'destinations/new',
  component: lazyRouteComponent(() => import('./new-destination.tsx'), 'NewDestination'),
});

export const destinationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'destinations/$id',
  component: lazyRouteComponent(() => import('./destination-detail.tsx'), 'DestinationDetail'),
});

export const destinationsRoutes = [destinationListRoute, newDestinationRoute, destinationRoute] as const;
