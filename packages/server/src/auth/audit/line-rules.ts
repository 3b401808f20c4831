import { createHash } from 'node:crypto';

/** A line of the audit log as it is kept. */
export interface AuditLine {
  readonly applicationId: string;
  /** From 1 in each application, without gaps. */
  readonly sequence: bigint;
  readonly at: Date;
  readonly actor: string;
  readonly actorName: string;
  readonly action: string;
  readonly outcome: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  /** JSON, to the byte as it was hashed. */
  readonly before: string | null;
  readonly after: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first line of a chain holds as the hash of the one before. */
export const NO_HASH = '0'.repeat(64);

/**
 * The line as a database can keep it: without NUL and without halves of characters, which would come back as something
 * else than what was hashed. Pure.
 */
export function asKept(line: Omit<AuditLine, 'hash'>): Omit<AuditLine, 'hash'> {
  const kept = (text: string): string => text.toWellFormed().replaceAll('\0', '');
  const [objectId, ip, userAgent] = [line.objectId, line.ip, line.userAgent].map((text) => text && kept(text));
  return {
    ...line,
    actorName: kept(line.actorName),
    objectId: objectId ?? null,
    ip: ip ?? null,
    userAgent: userAgent ?? null,
  };
}

/**
 * The hash of a line, SHA-256 in hex: of its fields, the hash of the line before among them, as a JSON list in this order.
 * A list of texts can be read in one way only, so no two lines are the same to the hash.
 */
export function hashOf(line: Omit<AuditLine, 'hash'>): string {
  const fields = [
    line.previousHash,
    line.applicationId,
    line.sequence.toString(),
    line.at.toISOString(),
    line.actor,
    line.actorName,
    line.action,
    line.outcome,
    line.objectType,
    line.objectId,
    line.before,
    line.after,
    line.ip,
    line.userAgent,
    line.requestId,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** What is wrong with a line, given the one before it; undefined: nothing. Pure. */
export function faultOf(line: AuditLine, before: Pick<AuditLine, 'sequence' | 'hash'> | undefined): string | undefined {
  const expected = (before?.sequence ?? 0n) + 1n;
  if (line.sequence !== expected) return `line ${expected} is missing`;
  if (line.previousHash !== (before?.hash ?? NO_HASH))
    return `line ${expected} does not hold the hash of the one before`;
  return hashOf(line) === line.hash ? undefined : `line ${expected} is not what it was when it was written`;
}
