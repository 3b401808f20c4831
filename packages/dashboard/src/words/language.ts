import { keep, readKept } from '../state/kept.ts';
import { createStore, useStore } from '../state/store.ts';
import type { Dictionary, SameNames } from './dictionary.ts';

export const languages = { en: 'English', ar: 'العربية' } as const;
export type Language = keyof typeof languages;

const isLanguage = (text: string | null): text is Language => text === 'en' || text === 'ar';
const kept = readKept('language');
const ofBrowser: Language = navigator.language.toLowerCase().startsWith('ar') ? 'ar' : 'en';

/** The language of the pages. */
const language = createStore<Language>(isLanguage(kept) ? kept : ofBrowser);

export const directionOf = (one: Language): 'ltr' | 'rtl' => (one === 'ar' ? 'rtl' : 'ltr');

export function setLanguage(next: Language): void {
  keep('language', next);
  language.set(next);
  applyLanguage();
}

/** Puts the language and its direction on the page. */
export function applyLanguage(): void {
  const { documentElement } = document;
  documentElement.lang = language.get();
  documentElement.dir = directionOf(language.get());
}

/** The words of a dictionary in the language of the reader. */
export function useWords<T>(words: Dictionary<T>): T | SameNames<T> {
  return words[useStore(language)];
}

export const useLanguage = (): Language => useStore(language);
