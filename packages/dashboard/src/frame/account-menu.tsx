import { useNavigate } from '@tanstack/react-router';
import { CircleUser } from 'lucide-react';
import { callAuth } from '../api/auth.ts';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../parts/menu.tsx';
import { useSession } from '../session/session.ts';
import { roleWords } from '../session/words.ts';
import { useStore } from '../state/store.ts';
import { setTheme, theme, themes } from '../state/theme.ts';
import { BASE } from '../url/base.ts';
import { languages, setLanguage, useLanguage, useWords } from '../words/language.ts';
import { frameWords } from './words.ts';

/** Who is signed in, how the pages look to them, and the way out. */
export function AccountMenu({ help }: { readonly help: () => void }) {
  const words = useWords(frameWords);
  const roleNames = useWords(roleWords);
  const { name, role } = useSession();
  const navigate = useNavigate();
  const trigger = (
    <button type="button" className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-sunken">
      <CircleUser aria-hidden className="size-5 shrink-0" />
      <span className="sr-only">{words.account}:</span>
      <span className="truncate max-sm:sr-only">{name}</span>
      {role !== null && <span className="text-xs text-soft max-md:hidden">{roleNames[role]}</span>}
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuItem select={() => void navigate({ to: '/security' })}>{words.security}</MenuItem>
      <MenuItem select={help}>{words.shortcuts}</MenuItem>
      <MenuLine />
      <ThemeChoice />
      <LanguageChoice />
      <MenuLine />
      <MenuItem select={() => void signOut()}>{words.signOut}</MenuItem>
    </Menu>
  );
}

function ThemeChoice() {
  const words = useWords(frameWords);
  const change = (value: string): void => setTheme(themes.find((one) => one === value) ?? 'system');
  const choices = themes.map((value) => ({ value, label: words[value] }));
  return <MenuChoice label={words.theme} value={useStore(theme)} change={change} choices={choices} />;
}

function LanguageChoice() {
  const words = useWords(frameWords);
  const choices = Object.entries(languages).map(([value, label]) => ({ value, label }));
  const change = (value: string): void => setLanguage(value === 'ar' ? 'ar' : 'en');
  return <MenuChoice label={words.language} value={useLanguage()} change={change} choices={choices} />;
}

/** Ends the session and leaves nothing of it in this tab. */
async function signOut(): Promise<void> {
  await callAuth('sign-out', {});
  location.assign(`${BASE}/sign-in`);
}
