import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/root-route.ts';
import { wordIn } from '../../url/search.ts';

const tabs = ['general', 'accounts', 'clients'] as const;

export const settingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'settings',
  validateSearch: (search): { tab?: (typeof tabs)[number] | undefined } => ({ tab: wordIn(search, 'tab', tabs) }),
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
});

export const clientRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: 'settings/clients/$id',
  component: lazyRouteComponent(() => import('./client-page.tsx'), 'ClientPage'),
});

export const settingsRoutes = [settingsRoute, clientRoute] as const;
