import type { Scope } from '@sarf/contract/scopes';
import type { components } from '@sarf/sdk';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { answer, api } from '../api/api.ts';
import { useWords } from '../words/language.ts';
import { mayOf } from './may.ts';
import { mayWords, roleWords } from './words.ts';

export type Session = components['schemas']['Session'];

/** Who is signed in, and what they may do. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answer(api.GET('/session/v1')),
  staleTime: 60_000,
});

/** The session; the frame has read it before any page is shown. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** How the party of this session is written in approvals: a member and the clients they own are one. */
export const partyOf = ({ kind, id, email }: Session): string =>
  kind === 'member' ? `member:${email}` : `client:${id}`;

/** Why this session may not do what the scope allows, as a sentence; undefined when it may. */
export function useWhyNot(scope: Scope): string | undefined {
  const words = useWords(mayWords);
  const names = useWords(roleWords);
  const may = mayOf(useSession(), scope);
  if (may.ok) return undefined;
  const { role, rolesThatMay } = may.missing;
  const who = rolesThatMay.map((one) => names[one]).join(', ');
  return words.missing(role === null ? words.client : names[role], who === '' ? words.nobody : who);
}
