/** Whoever can be called by a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly email?: string | null;
}

/** Whose names the reader may know. */
export interface Known {
  readonly members: readonly Named[];
  readonly clients: readonly Named[];
}

/** What somebody is called. */
export type ActorName =
  | { readonly kind: 'person' | 'client' | 'as_is'; readonly name: string }
  /** Somebody whose name the reader may not know, or who is not listed any more. */
  | { readonly kind: 'some_person' | 'some_client'; readonly end: string }
  | { readonly kind: 'bank'; readonly name: string }
  | { readonly kind: 'worker' | 'reconciliation' | 'restore' | 'operator' };

// Ids begin with the time at which they were made, so those of one day begin alike.
const END_LENGTH = 6;

/**
 * What an actor is called, as histories, approvals and the audit log write them: `member:<id or e-mail address>`,
 * `client:<id>`, `bank:<connector>`, `worker:<where>`, or a word. Pure.
 */
export function actorName(actor: string, { members, clients }: Known): ActorName {
  const colon = actor.indexOf(':');
  const [kind, id] = colon < 0 ? [actor, ''] : [actor.slice(0, colon), actor.slice(colon + 1)];
  if (kind === 'member') {
    const email = id.toLowerCase();
    const found = members.find((one) => one.id === id || one.email?.toLowerCase() === email);
    if (found) return { kind: 'person', name: found.name };
    return id.includes('@') ? { kind: 'as_is', name: id } : { kind: 'some_person', end: id.slice(-END_LENGTH) };
  }
  if (kind === 'client') {
    const found = clients.find((one) => one.id === id);
    return found ? { kind: 'client', name: found.name } : { kind: 'some_client', end: id.slice(-END_LENGTH) };
  }
  if (kind === 'bank' && id !== '') return { kind, name: id };
  if (kind === 'worker' || kind === 'reconciliation' || kind === 'restore' || kind === 'operator') return { kind };
  return { kind: 'as_is', name: actor };
}
