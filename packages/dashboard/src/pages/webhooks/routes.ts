import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';
import { readWebhookSearch } from './webhook-search.ts';

export const webhooksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'webhooks',
  validateSearch: readWebhookSearch,
  component: lazyRouteComponent(() => import('./webhooks-page.tsx'), 'WebhooksPage'),
});

export const endpointRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'webhooks/$id',
  validateSearch: readWebhookSearch,
  component: lazyRouteComponent(() => import('./endpoint-detail.tsx'), 'EndpointDetail'),
});

export const deliveryRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'webhooks/deliveries/$id',
  component: lazyRouteComponent(() => import('./delivery-detail.tsx'), 'DeliveryDetail'),
});

export const webhooksRoutes = [webhooksRoute, deliveryRoute, endpointRoute] as const;
