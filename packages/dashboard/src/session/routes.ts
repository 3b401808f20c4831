import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../frame/root-route.ts';
import { textIn } from '../url/search.ts';

/** A path within these pages, and nothing that leads away from them. */
function ownPath(path: string | undefined): string | undefined {
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  validateSearch: (search): { back?: string | undefined } => ({ back: ownPath(textIn(search, 'back')) }),
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
});

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'invitation',
  component: lazyRouteComponent(() => import('./invitation.tsx'), 'Invitation'),
});
