import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useSession } from '../session/session.ts';
import { keep, readKept } from '../state/kept.ts';
import { createStore } from '../state/store.ts';
import { navItems } from './nav.ts';

/** Are keys without Ctrl shortcuts? Who speaks to the machine may want them off (WCAG 2.1.4). */
export const plainKeys = createStore(readKept('shortcuts') !== 'off');

export function setPlainKeys(on: boolean): void {
  keep('shortcuts', on ? 'on' : 'off');
  plainKeys.set(on);
}

interface Shortcuts {
  readonly palette: () => void;
  readonly help: () => void;
}

/** Ctrl-K (or Cmd-K) opens the palette, `?` the help, and `g` with a letter leads to a page. */
export function useShortcuts({ palette, help }: Shortcuts): void {
  const navigate = useNavigate();
  const { scopes } = useSession();
  const isAfterG = useRef(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || !plainKeys.get() || isWriting(event.target)) return;
      const goal = isAfterG.current ? navItems(scopes).find(({ key }) => key === event.key) : undefined;
      isAfterG.current = event.key === 'g' && goal === undefined;
      if (goal) void navigate({ to: goal.to });
      else if (event.key === '?') help();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

/** Are keys meant for a field, or for a menu or dialog that is open? */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,select,[role=menu],[role=dialog]') !== null;
}
