import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 47.99em)');

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** Is the window as narrow as that of a phone? */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
