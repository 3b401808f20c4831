import { operatorOf, recordAudit } from '../auth/audit/record-audit.ts';
import { listApplications, listClients } from '../auth/clients.ts';
import type { Deps } from '../deps.ts';
import { inTransaction } from '../foundation/database.ts';

type Run = (deps: Deps) => Promise<string[]>;
type Flags = Readonly<Record<string, string | undefined>>;

// Their verbs write their own line, in the transaction of the change.
const writtenByVerb: ReadonlySet<string> = new Set(['create-member', 'disable-member', 'enable-member']);

/**
 * A command of the terminal that is written down: in the audit log of the application that it is about, or of all where
 * it is about all of them. A line before and a line after, as for what is asked for over HTTP.
 */
export function audited(name: string, flags: Flags, run: Run): Run {
  if (/^(list|show)-/.test(name) || writtenByVerb.has(name)) return run;
  return async (deps) => {
    const before = await concerned(deps, flags);
    await write(deps, before, name, 'asked', flags);
    try {
      const lines = await run(deps);
      // Also in those that it has made.
      await write(deps, name === 'create-application' ? await concerned(deps, flags) : before, name, 'done', flags);
      return lines;
    } catch (error) {
      await write(deps, before, name, 'failed', flags);
      throw error;
    }
  };
}

async function concerned(deps: Deps, flags: Flags): Promise<string[]> {
  if (flags.client !== undefined) {
    const id = flags.client.toLowerCase();
    const found = (await listClients(deps)).find((one) => one.id === id);
    if (found) return [found.applicationId];
  }
  const all = (await listApplications(deps)).map(({ id }) => id);
  return flags.application === undefined ? all : all.filter((id) => id === flags.application);
}

async function write(deps: Deps, ids: readonly string[], action: string, outcome: string, flags: Flags): Promise<void> {
  const after = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const about = flags.client === undefined ? {} : { objectType: 'client', objectId: flags.client.toLowerCase() };
  for (const id of ids) {
    const line = { by: operatorOf(id), at: deps.clock.now(), action, outcome, ...about, after };
    await inTransaction(deps.sql, (tx) => recordAudit(tx, line));
  }
}
