import type { PayoutAccount } from '../banks/payout-accounts.ts';
import type { Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { accountOf } from './account-rules.ts';
import { chainWarnings, goesOn } from './chain-rules.ts';
import { countEqual, insertEntries, type NewEntry } from './entries-store.ts';
import { entryFingerprint, Occurrences } from './entry-keys.ts';
import { contentOf } from './entry-rows.ts';
import { lockImports } from './files-store.ts';
import type { SpooledFile } from './spool-file.ts';
import type { StatementEnd, StatementEntry, StatementHead, StatementPart } from './statement.ts';
import { insertStatement, type StatementRow, selectNewest, updateStatement } from './statements-store.ts';

interface Import {
  readonly file: SpooledFile;
  readonly accounts: readonly PayoutAccount[];
  readonly at: Date;
}

/** A statement that is being read. */
interface Open {
  row: StatementRow;
  /** Lines of which the bank moved nothing: they tell something and prove nothing. */
  empty: number;
  /** Lines that an earlier statement has too, or seems to have; no more of them than are looked at again. */
  known: NewEntry[];
  readonly before: readonly StatementRow[];
}

// Entries are added so many at once; one that is made of thousands of payments counts for as many.
const AT_ONCE = 1000;
// Of more than that, a statement that overlaps is the likelier reason.
const KNOWN_MAX = 1000;
// How far back the statement before is looked for: statements may be read in any order.
const BEFORE = 60;

/** Keeps statements as they are read, piece by piece, and holds no more than some hundred entries. */
export class StatementKeeper {
  readonly #tx: Tx;
  readonly #import: Import;
  readonly #occurrences = new Occurrences();
  readonly #statements: StatementRow[] = [];
  #open: Open | undefined;
  #waiting: NewEntry[] = [];
  #weight = 0;

  constructor(tx: Tx, about: Import) {
    this.#tx = tx;
    this.#import = about;
  }

  /** Refuses with UNKNOWN_PAYOUT_ACCOUNT. */
  async take(part: StatementPart): Promise<void> {
    if (part.kind === 'statement') return this.#begin(part.head);
    if (part.kind === 'end') return this.#end(part);
    for (const entry of part.entries) {
      this.#add(entry);
      if (this.#weight >= AT_ONCE) await this.#flush();
    }
  }

  /** The statements as they are kept. */
  done(): readonly StatementRow[] {
    assert(this.#open === undefined, 'a statement that was begun comes to its end');
    return this.#statements;
  }

  async #begin(head: StatementHead): Promise<void> {
    const { file, accounts, at } = this.#import;
    const account = accountOf(head, accounts, file.namedAccountId);
    const { applicationId, source } = file;
    await lockImports(this.#tx, applicationId, account.id);
    const row: StatementRow = {
      applicationId,
      id: newId(at.getTime()),
      fileId: file.id,
      fileSha256: file.sha256,
      payoutAccountId: account.id,
      source,
      ...saidBy(head),
      currency: account.currency,
      creditMinor: 0n,
      debitMinor: 0n,
      entries: 0,
      newEntries: 0,
      firstBookedOn: null,
      lastBookedOn: null,
      warnings: [],
      createdAt: at,
    };
    const before = await selectNewest(this.#tx, row, BEFORE);
    await insertStatement(this.#tx, row);
    this.#open = { row, empty: 0, known: [], before };
  }

  #add(entry: StatementEntry): void {
    const { row } = this.#now();
    const { bookedOn } = entry;
    const first = row.firstBookedOn === null || bookedOn < row.firstBookedOn ? bookedOn : row.firstBookedOn;
    const last = row.lastBookedOn === null || bookedOn > row.lastBookedOn ? bookedOn : row.lastBookedOn;
    this.#now().row = { ...row, entries: row.entries + 1, firstBookedOn: first, lastBookedOn: last };
    if (entry.amountMinor === 0n) {
      this.#now().empty += 1;
      return;
    }
    const fingerprint = entryFingerprint(row.payoutAccountId, entry);
    this.#waiting.push({
      ...contentOf(entry),
      id: newId(this.#import.at.getTime()),
      number: row.entries + 1,
      fingerprint,
      occurrence: this.#occurrences.next(fingerprint),
    });
    this.#weight += entry.parts.length;
  }

  async #flush(): Promise<void> {
    const open = this.#now();
    const { applicationId, id, payoutAccountId, source } = open.row;
    const origin = { applicationId, statementId: id, payoutAccountId, source, at: this.#import.at };
    const rows = this.#waiting;
    [this.#waiting, this.#weight] = [[], 0];
    if (rows.length === 0) return;
    const added = new Set(await insertEntries(this.#tx, origin, rows));
    open.row = { ...open.row, newEntries: open.row.newEntries + added.size };
    if (added.size < rows.length && open.known.length <= KNOWN_MAX) {
      open.known.push(...rows.filter(({ id }) => !added.has(id)));
    }
  }

  /** Lines that were taken for known ones are bookings of their own where the statement cannot have any of another one. */
  async #addTwins(read: StatementRow): Promise<void> {
    const { known, before } = this.#now();
    if (known.length === 0 || known.length > KNOWN_MAX || !goesOn(read, before)) return;
    const counts = await countEqual(
      this.#tx,
      read,
      known.map(({ fingerprint }) => fingerprint),
    );
    for (const { fingerprint, ...entry } of known) {
      const occurrence = (counts.get(fingerprint) ?? 0) + 1;
      counts.set(fingerprint, occurrence);
      this.#waiting.push({ ...entry, fingerprint, occurrence });
    }
    await this.#flush();
  }

  async #end({ head, warnings, creditMinor, debitMinor }: StatementEnd): Promise<void> {
    await this.#flush();
    const said = { ...saidBy(head), creditMinor, debitMinor };
    await this.#addTwins({ ...this.#now().row, ...said });
    const { row, empty, before } = this.#now();
    const read: StatementRow = { ...row, ...said };
    const told = [
      ...warnings,
      ...emptyWarnings(empty),
      ...chainWarnings(read, before),
      ...overlapWarnings(read, empty),
    ];
    const kept = { ...read, warnings: told };
    await updateStatement(this.#tx, kept);
    this.#statements.push(kept);
    this.#open = undefined;
  }

  #now(): Open {
    assert(this.#open, 'entries come after the beginning of a statement and before its end');
    return this.#open;
  }
}

const saidBy = (head: StatementHead) => ({
  bankStatementId: head.statementId,
  bankSequence: head.sequence,
  fromText: head.from,
  toText: head.to,
  openingMinor: head.openingMinor,
  closingMinor: head.closingMinor,
});

function emptyWarnings(empty: number): string[] {
  if (empty === 0) return [];
  return [`${empty === 1 ? '1 entry is' : `${empty} entries are`} of amount zero and not kept.`];
}

function overlapWarnings({ entries, newEntries }: StatementRow, empty: number): string[] {
  const known = entries - newEntries - empty;
  if (known === 0) return [];
  return [
    `${known === 1 ? '1 entry was' : `${known} entries were`} known from earlier statements and not taken again.`,
  ];
}
