import type { Scope } from '@sarf/contract/scopes';
import {
  ArrowDownToLine,
  ArrowUpFromLine,
  BookCheck,
  ContactRound,
  House,
  Landmark,
  type LucideIcon,
  ScrollText,
  Settings,
  Undo2,
  Users,
  Webhook,
} from 'lucide-react';
import type { frameWords } from './words.ts';

type Word = keyof (typeof frameWords)['en'];

interface NavItem {
  readonly to: `/${string}`;
  readonly word: Word;
  readonly icon: LucideIcon;
  /** Whoever lacks it finds a closed door there, so it is not offered. */
  readonly scope: Scope | null;
  /** After `g`, this key leads there. */
  readonly key: string;
}

interface NavGroup {
  readonly word: Word | undefined;
  readonly items: readonly NavItem[];
}

/** Every page that can be gone to from everywhere. */
export const nav = [
  { word: undefined, items: [{ to: '/', word: 'home', icon: House, scope: null, key: 'h' }] },
  {
    word: 'moneyOut',
    items: [
      { to: '/payouts', word: 'payouts', icon: ArrowUpFromLine, scope: 'payouts:read', key: 'p' },
      { to: '/refunds', word: 'refunds', icon: Undo2, scope: 'refunds:read', key: 'r' },
      { to: '/destinations', word: 'destinations', icon: ContactRound, scope: 'destinations:read', key: 'd' },
    ],
  },
  {
    word: 'moneyIn',
    items: [
      { to: '/payments', word: 'payments', icon: ArrowDownToLine, scope: 'payments:read', key: 'm' },
      { to: '/payment-sources', word: 'sources', icon: Landmark, scope: 'consents:read', key: 's' },
      { to: '/reconciliation', word: 'reconciliation', icon: BookCheck, scope: 'reconciliation:read', key: 'c' },
    ],
  },
  {
    word: 'house',
    items: [
      { to: '/webhooks', word: 'webhooks', icon: Webhook, scope: 'webhooks:read', key: 'w' },
      { to: '/team', word: 'team', icon: Users, scope: 'team:read', key: 't' },
      { to: '/settings', word: 'settings', icon: Settings, scope: 'settings:read', key: 'e' },
      { to: '/audit', word: 'audit', icon: ScrollText, scope: 'audit:read', key: 'a' },
    ],
  },
] as const satisfies readonly NavGroup[];

/** All items in one line, for those who may go there. */
export const navItems = (scopes: readonly Scope[]) =>
  nav.flatMap(({ items }) => items.filter(({ scope }) => scope === null || scopes.includes(scope)));
