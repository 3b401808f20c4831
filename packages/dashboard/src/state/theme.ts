import { keep, readKept } from './kept.ts';
import { createStore } from './store.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const kept = readKept('theme');
/** Light, dark, or as the system has it. */
export const theme = createStore<Theme>(themes.find((one) => one === kept) ?? 'system');

export function setTheme(next: Theme): void {
  keep('theme', next);
  theme.set(next);
  applyTheme();
}

/** Puts the choice on the page. */
export function applyTheme(): void {
  const choice = theme.get();
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}
