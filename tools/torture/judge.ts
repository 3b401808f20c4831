import type { Inbox } from './inbox.ts';
import type { Shown } from './notebook.ts';
import { canonical, nameOf, type Told } from './told.ts';

const SHOWN = 5;

/** The first of many, and how many there are. */
function some(all: readonly string[], of: string): string[] {
  return all.length <= SHOWN ? [...all] : [...all.slice(0, SHOWN), `${of}: ${all.length} in all`];
}

/** In what an inbox differs from what its endpoint was to be told, in sentences. */
export function judgeInbox(
  name: string,
  { ordered }: { readonly ordered: boolean },
  told: readonly Told[],
  inbox: Inbox,
): string[] {
  const wanted = new Map(told.map((event) => [event.id, event]));
  const firsts = new Map<string, Told>();
  for (const event of inbox.got) if (!firsts.has(event.id)) firsts.set(event.id, event);
  const missing = told.filter(({ id }) => !firsts.has(id)).map((event) => `${name} never got ${nameOf(event)}`);
  const strange = inbox.got
    .filter(({ id }) => !wanted.has(id))
    .map((event) => `${name} got ${nameOf(event)}, which GET /events/v1 does not have for it`);
  const differing = inbox.got
    .filter(({ id, digest }) => wanted.has(id) && wanted.get(id)?.digest !== digest)
    .map((event) => `${name} got ${nameOf(event)} with other content than GET /events/v1 has`);
  const arrivals = [...firsts.values()];
  return [
    ...some(
      inbox.violations.map((what) => `${name} got ${what}`),
      `${name} got what it must not get`,
    ),
    ...some(missing, `events that ${name} never got`),
    ...some(strange, `events that ${name} was not to get`),
    ...some(differing, `events that ${name} got with other content`),
    ...judgeSequences(`what ${name} got`, arrivals),
    ...(ordered ? some(disorder(name, arrivals), `events that ${name} got too early`) : []),
  ];
}

/** Are the events of each object numbered from 1 without a gap, and does each name the one before it? */
export function judgeSequences(where: string, events: readonly Told[]): string[] {
  const faults: string[] = [];
  for (const [objectId, own] of Map.groupBy(events, (event) => event.objectId)) {
    let before: Told | undefined;
    for (const event of own.toSorted((a, b) => a.sequence - b.sequence)) {
      const due = (before?.sequence ?? 0) + 1;
      if (event.sequence !== due) faults.push(`${where}: ${objectId} has event ${event.sequence} where ${due} is due`);
      else if (event.previousId !== (before?.id ?? null)) {
        faults.push(`${where}: ${nameOf(event)} names ${event.previousId} as the event before it, not ${before?.id}`);
      }
      before = event;
    }
  }
  return some(faults, `${where}: gaps`);
}

/** Which events came before the one before them. */
function disorder(name: string, arrivals: readonly Told[]): string[] {
  const last = new Map<string, number>();
  return arrivals.flatMap((event) => {
    const due = (last.get(event.objectId) ?? 0) + 1;
    last.set(event.objectId, Math.max(due - 1, event.sequence));
    return event.sequence <= due ? [] : [`${name} is ordered and got ${nameOf(event)} when number ${due} was due`];
  });
}

/** Whether somebody who read on and on has what is there in the end: nothing skipped, nothing twice, nothing moved. */
export function judgeFollower(read: readonly Told[], all: readonly Told[]): string[] {
  const seen = new Map<string, Told>();
  const twice: string[] = [];
  for (const event of read) {
    if (seen.has(event.id)) twice.push(`reading with "after" gave ${nameOf(event)} twice`);
    seen.set(event.id, event);
  }
  const skipped = all.filter(({ id }) => !seen.has(id)).map((event) => `reading with "after" skipped ${nameOf(event)}`);
  const there = new Map(all.map((event) => [event.id, event]));
  const changed = read
    .filter(({ id, digest }) => there.get(id)?.digest !== digest)
    .map((event) => `reading with "after" gave ${nameOf(event)}, which is not there in the end, or otherwise`);
  const faults = [
    ...some(skipped, 'events that reading with "after" skipped'),
    ...some(twice, 'events that reading with "after" gave twice'),
    ...some(changed, 'events that reading with "after" gave otherwise'),
  ];
  const isMoved = faults.length === 0 && read.some(({ id }, index) => id !== all[index]?.id);
  return isMoved ? ['reading with "after" gave the events in another order than there is in the end'] : faults;
}

/** The payouts as a receiver has them, that has nothing but its inbox, beside the payouts as they are. */
export function judgeState(name: string, { state }: Inbox, payouts: ReadonlyMap<string, Shown>): string[] {
  const unknown = [...payouts.keys()].filter((id) => !state.has(id)).map((id) => `${name} does not know payout ${id}`);
  const wrong = [...state].flatMap(([id, { objectType, sequence, payload }]) => {
    if (objectType !== 'payout') return [];
    const payout = payouts.get(id);
    if (payout === undefined) return [`${name} knows payout ${id}, which does not exist`];
    const fields = [...new Set([...Object.keys(payout), ...Object.keys(payload)])].filter(
      (field) => canonical({ is: payout[field] }) !== canonical({ is: payload[field] }),
    );
    const words = fields.map(
      (field) => `${field} is ${JSON.stringify(payload[field])}, not ${JSON.stringify(payout[field])}`,
    );
    return fields.length === 0 ? [] : [`${name} has payout ${id} as of event ${sequence}, where ${words.join('; ')}`];
  });
  return [...some(unknown, `payouts that ${name} does not know`), ...some(wrong, `payouts that ${name} has otherwise`)];
}
