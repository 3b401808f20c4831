import type { Api } from './api.ts';
import { readFeed } from './feed.ts';
import { readInbox } from './inbox.ts';
import { judgeFollower, judgeInbox, judgeSequences, judgeState } from './judge.ts';
import type { Notebook, Shown } from './notebook.ts';
import type { Receiver } from './receivers.ts';
import type { Told } from './told.ts';

/** What came of telling receivers. */
export interface Reception {
  readonly events: number;
  readonly received: number;
  readonly distinct: number;
  /** How many deliveries were failed, by how. */
  readonly failed: ReadonlyMap<string, number>;
}

const AT_ONCE = 20;

/**
 * Holds the events to what they are for: the feed is complete and in order, whoever read it meanwhile has all of it,
 * and every receiver can tell from what it got what the house says of each payout. What does not fit goes into the
 * notebook.
 * @param followed what was read while all of it went on
 * @param untold how many events there were before the endpoints were registered
 */
export async function verifyWebhooks(
  {
    api,
    notebook,
    receivers,
  }: { readonly api: Api; readonly notebook: Notebook; readonly receivers: readonly Receiver[] },
  { followed, untold }: { readonly followed: readonly Told[]; readonly untold: number },
  payoutIds: readonly string[],
): Promise<Reception> {
  const all = await readFeed(api, notebook);
  const faults = [...judgeSequences('GET /events/v1', all), ...judgeFollower(followed, all)];
  const payouts = await readPayouts(api, payoutIds);
  const failed = new Map<string, number>();
  let received = 0;
  let distinct = 0;
  for (const { role, wish, inboxFile } of receivers) {
    const inbox = await readInbox(inboxFile);
    faults.push(...judgeInbox(role.name, wish, all.slice(untold), inbox), ...judgeState(role.name, inbox, payouts));
    received += inbox.got.length;
    distinct += new Set(inbox.got.map(({ id }) => id)).size;
    for (const [how, count] of inbox.failed) failed.set(how, (failed.get(how) ?? 0) + count);
  }
  for (const fault of faults) notebook.violation(fault);
  return { events: all.length, received, distinct, failed };
}

async function readPayouts(api: Api, ids: readonly string[]): Promise<Map<string, Shown>> {
  const payouts = new Map<string, Shown>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await Promise.all(
      ids.slice(from, from + AT_ONCE).map(async (id, which) => {
        const { body } = await api.insist('GET', `/payouts/v1/${id}`, undefined, which);
        payouts.set(id, body);
      }),
    );
  }
  return payouts;
}
