import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Direction } from 'radix-ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { doorkeeper } from './api/send.ts';
import { nowMs } from './clock.ts';
import { router } from './router.ts';
import { askForProof } from './session/proving.ts';
import { applyTheme } from './state/theme.ts';
import { applyLanguage, directionOf, useLanguage } from './words/language.ts';

function App() {
  return (
    <Direction.Provider dir={directionOf(useLanguage())}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Direction.Provider>
  );
}

/** The session is over: sign in again, and come back to where this was. */
function signedOut(): void {
  const { pathname, href } = router.state.location;
  if (/\/(sign-in|invitation)$/.test(pathname)) return;
  queryClient.removeQueries({ queryKey: ['session'] });
  void router.navigate({ to: '/sign-in', search: { back: href } });
}

// A page was built anew while this one was open, so a part that it loads late is gone: the whole page is loaded again.
addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('sarf.reloaded') ?? 0);
  if (nowMs() - last < 10_000) return;
  sessionStorage.setItem('sarf.reloaded', String(nowMs()));
  location.reload();
});
applyTheme();
applyLanguage();
doorkeeper.set({ signedOut, proves: askForProof });
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
