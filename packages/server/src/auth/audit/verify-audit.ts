import type { Sql, Tx } from '../../foundation/database.ts';
import { selectChains, selectOnwards } from './audit-store.ts';
import { type AuditLine, faultOf } from './line-rules.ts';

const PAGE = 1000;

export interface ChainVerified {
  readonly lines: number;
  /** The hash of the last line, which stands for all of them; null: there is none. Noted elsewhere it also proves the end. */
  readonly lastHash: string | null;
  /** The first line that is not as it was written, and why; null: the chain is whole. */
  readonly fault: { readonly sequence: bigint; readonly what: string } | null;
}

/** Reads the audit log of an application from its beginning, and holds each line against its hash and the one before. */
export async function verifyAudit(sql: Sql | Tx, applicationId: string): Promise<ChainVerified> {
  let before: AuditLine | undefined;
  for (let lines = 0; ; ) {
    const page = await selectOnwards(sql, applicationId, before?.sequence ?? 0n, PAGE);
    for (const line of page) {
      const what = faultOf(line, before);
      if (what) return { lines, lastHash: before?.hash ?? null, fault: { sequence: line.sequence, what } };
      before = line;
      lines += 1;
    }
    if (page.length < PAGE) return { lines, lastHash: before?.hash ?? null, fault: null };
  }
}

/** The applications that have an audit log. */
export const listChains = (sql: Sql | Tx): Promise<string[]> => selectChains(sql);
