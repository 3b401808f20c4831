import { useQuery } from '@tanstack/react-query';
import { clientsQuery } from '../pages/settings/settings-queries.ts';
import { membersQuery } from '../pages/team/team-queries.ts';
import { mayOf } from '../session/may.ts';
import { useSession } from '../session/session.ts';
import { dictionary } from '../words/dictionary.ts';
import { useWords } from '../words/language.ts';
import { type ActorName, actorName, type Named } from './actor-name.ts';

const actorWords = dictionary({
  en: {
    somePerson: 'Member',
    someClient: 'API client',
    bank: 'Bank',
    worker: 'Sarf',
    reconciliation: 'Reconciliation',
    restore: 'After a restore',
    operator: 'Operator at the terminal',
  },
  ar: {
    somePerson: 'عضو',
    someClient: 'عميل برمجي',
    bank: 'البنك',
    worker: 'صرف',
    reconciliation: 'التسوية',
    restore: 'بعد استعادة النسخة',
    operator: 'المشغّل عند الطرفية',
  },
});

/**
 * Who did something, by name where the reader may know it; else in a short form. What the server calls them is shown on
 * hover.
 */
export function Actor({ actor }: { readonly actor: string }) {
  const text = useActorText();
  return (
    <bdi title={actor} className="break-words">
      {text(actor)}
    </bdi>
  );
}

/** A sentence of the server in which whoever is told of is called by name. */
export function WithNames({ text }: { readonly text: string }) {
  const name = useActorText();
  return text.replaceAll(/\b(?:member|client):[\w@.+-]*[\w]/g, (actor) => name(actor));
}

/** What actors are called, as a plain text. */
function useActorText(): (actor: string) => string {
  const words = useWords(actorWords);
  const known = useKnown();
  return (actor) => textOf(actorName(actor, known), words);
}

type Words = ReturnType<typeof useWords<(typeof actorWords)['en']>>;

function textOf(name: ActorName, words: Words): string {
  switch (name.kind) {
    case 'some_person':
      return `${words.somePerson} \u2068…${name.end}\u2069`;
    case 'some_client':
      return `${words.someClient} \u2068…${name.end}\u2069`;
    case 'bank':
      return `${words.bank} (\u2068${name.name}\u2069)`;
    case 'worker':
    case 'reconciliation':
    case 'restore':
    case 'operator':
      return words[name.kind];
    default:
      return name.name;
  }
}

/** Everybody whose name the reader may know, as histories and the audit log call them; people come first. */
export function useActors(): readonly { readonly value: string; readonly label: string }[] {
  const { members, clients } = useKnown();
  return [
    ...members.map(({ id, name, email }) => ({ value: `member:${id}`, label: email ? `${name} (${email})` : name })),
    ...clients.map(({ id, name }) => ({ value: `client:${id}`, label: name })),
  ];
}

// Names change seldom, and nothing is wrong while an old one is shown.
const RARELY_MS = 300_000;

/** Who is asked for only by those who may know: others are told nothing, and are not refused. */
function useKnown(): { readonly members: readonly Named[]; readonly clients: readonly Named[] } {
  const session = useSession();
  const rarely = { staleTime: RARELY_MS };
  const members = useQuery({ ...membersQuery, ...rarely, enabled: mayOf(session, 'team:read').ok });
  const clients = useQuery({ ...clientsQuery, ...rarely, enabled: mayOf(session, 'clients:read').ok });
  const own = { id: session.id, name: session.name, email: session.email };
  const { kind } = session;
  return {
    members: members.data?.content ?? (kind === 'member' ? [own] : []),
    clients: clients.data?.content ?? (kind === 'client' ? [own] : []),
  };
}
