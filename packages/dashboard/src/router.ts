import { createRouter } from '@tanstack/react-router';
import { NotFound } from './frame/lost-pages.tsx';
import { frameRoute, rootRoute } from './frame/root-route.ts';
import { auditRoutes } from './pages/audit/routes.ts';
import { destinationsRoutes } from './pages/destinations/routes.ts';
import { homeRoutes } from './pages/home/routes.ts';
import { paymentSourcesRoutes } from './pages/payment-sources/routes.ts';
import { paymentsRoutes } from './pages/payments/routes.ts';
import { payoutsRoutes } from './pages/payouts/routes.ts';
import { reconciliationRoutes } from './pages/reconciliation/routes.ts';
import { refundsRoutes } from './pages/refunds/routes.ts';
import { securityRoutes } from './pages/security/routes.ts';
import { settingsRoutes } from './pages/settings/routes.ts';
import { teamRoutes } from './pages/team/routes.ts';
import { webhooksRoutes } from './pages/webhooks/routes.ts';
import { invitationRoute, signInRoute } from './session/routes.ts';
import { BASE } from './url/base.ts';

const pages = frameRoute.addChildren([
  ...homeRoutes,
  ...payoutsRoutes,
  ...destinationsRoutes,
  ...paymentsRoutes,
  ...refundsRoutes,
  ...paymentSourcesRoutes,
  ...reconciliationRoutes,
  ...webhooksRoutes,
  ...teamRoutes,
  ...settingsRoutes,
  ...auditRoutes,
  ...securityRoutes,
]);

/** Every page by its path. What a page needs is loaded when one goes there, or is about to. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([signInRoute, invitationRoute, pages]),
  basepath: BASE,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
