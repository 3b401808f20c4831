import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queryClient } from '../api/query-client.ts';
import { isRefused } from '../api/refused.ts';
import { sessionQuery } from '../session/session.ts';
import { Broken, NotFound } from './lost-pages.tsx';

export const rootRoute = createRootRoute({ notFoundComponent: NotFound, errorComponent: Broken });

/** What every page stands in: it knows who is signed in, or sends to where one signs in. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  async beforeLoad({ location }) {
    try {
      await queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (isRefused(error, 'UNAUTHORIZED')) throw redirect({ to: '/sign-in', search: { back: location.href } });
      throw error;
    }
  },
  component: lazyRouteComponent(() => import('./frame.tsx'), 'Frame'),
});
