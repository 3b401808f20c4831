import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon, Search, WifiOff, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { queryClient } from '../api/query-client.ts';
import { follow, line } from '../live/follow.ts';
import { Toasts } from '../parts/toast.tsx';
import { asked } from '../session/proving.ts';
import { useSession } from '../session/session.ts';
import { useStore } from '../state/store.ts';
import { useWords } from '../words/language.ts';
import { AccountMenu } from './account-menu.tsx';
import { useShortcuts } from './shortcuts.ts';
import { SideNav } from './side-nav.tsx';
import { frameWords } from './words.ts';

// Most visits need none of these.
const ProveDialog = lazy(async () => ({ default: (await import('../session/prove-dialog.tsx')).ProveDialog }));
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }));

/** What every page stands in: where one can go, who is signed in, and whether what is shown is up to date. */
export function Frame() {
  const words = useWords(frameWords);
  const [isMenuOpen, openMenu] = useState(false);
  const [isPaletteOpen, openPalette] = useState(false);
  const [isHelpOpen, openHelp] = useState(false);
  const isProofAsked = useStore(asked) !== undefined;
  useEffect(() => follow(queryClient), []);
  useShortcuts({ palette: () => openPalette(true), help: () => openHelp(true) });
  return (
    <>
      <a
        href="#content"
        className="sr-only rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50"
      >
        {words.skip}
      </a>
      <div className="lg:grid lg:grid-cols-[14rem_1fr]">
        <aside className="sticky top-0 hidden h-dvh overflow-y-auto border-e border-line bg-surface lg:block">
          <Brand />
          <SideNav />
        </aside>
        <div className="min-w-0">
          <TopBar
            isMenuOpen={isMenuOpen}
            toggleMenu={() => openMenu(!isMenuOpen)}
            search={() => openPalette(true)}
            help={() => openHelp(true)}
          />
          {isMenuOpen && (
            <div id="menu" className="border-b border-line bg-surface lg:hidden">
              <SideNav went={() => openMenu(false)} />
            </div>
          )}
          <LiveLine />
          <Content />
        </div>
      </div>
      <Suspense>
        {isPaletteOpen && <Palette close={() => openPalette(false)} />}
        {isHelpOpen && <ShortcutHelp close={() => openHelp(false)} />}
        {isProofAsked && <ProveDialog />}
      </Suspense>
      <Toasts />
    </>
  );
}

function Brand() {
  const { application } = useSession();
  return (
    <div className="flex h-12 items-center gap-2 border-b border-line px-5">
      <span className="font-semibold text-accent">Sarf</span>
      <span className="truncate text-soft">{application.name}</span>
    </div>
  );
}

interface TopBarProps {
  readonly isMenuOpen: boolean;
  readonly toggleMenu: () => void;
  readonly search: () => void;
  readonly help: () => void;
}

function TopBar({ isMenuOpen, toggleMenu, search, help }: TopBarProps) {
  const words = useWords(frameWords);
  const { mode } = useSession();
  const Icon = isMenuOpen ? X : MenuIcon;
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-surface px-3 lg:px-6">
      <button
        type="button"
        aria-expanded={isMenuOpen}
        aria-controls="menu"
        aria-label={isMenuOpen ? words.closeMenu : words.openMenu}
        onClick={toggleMenu}
        className="rounded-md p-2 hover:bg-sunken lg:hidden"
      >
        <Icon aria-hidden className="size-5" />
      </button>
      <button
        type="button"
        onClick={search}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-line-strong px-2.5 text-soft hover:bg-sunken sm:max-w-xs"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="truncate">{words.search}</span>
        <kbd dir="ltr" className="ms-auto font-sans text-xs max-sm:hidden">
          Ctrl K
        </kbd>
      </button>
      {mode === 'sandbox' && <span className="truncate text-xs text-wait max-md:hidden">{words.sandbox}</span>}
      <div className="ms-auto">
        <AccountMenu help={help} />
      </div>
    </header>
  );
}

/** Says calmly that what is shown may be old. */
function LiveLine() {
  const words = useWords(frameWords);
  const isLost = useStore(line) === 'lost';
  return (
    <div role="status">
      {isLost && (
        <p className="flex items-center gap-2 border-b border-line bg-wait-soft px-4 py-1.5 text-wait lg:px-6">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {words.lost}
        </p>
      )}
    </div>
  );
}

/** The page itself. After a way to another page the focus is at its beginning. */
function Content() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
  return (
    <main id="content" ref={main} tabIndex={-1} className="mx-auto max-w-7xl px-4 py-5 outline-none lg:px-6">
      <Outlet />
    </main>
  );
}
