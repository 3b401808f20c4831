import { presentTime } from '../present.ts';
import type { Statement } from './statements.ts';

/** The id that a statement has for the world; no two statements of this bank have the same. */
export function statementId(id: number): string {
  return `ST${String(id).padStart(10, '0')}`;
}

/** A statement as the list shows it. */
export function presentStatement(statement: Statement) {
  return {
    sequence: statement.sequence,
    statement_id: statementId(statement.id),
    created_at: presentTime(statement.createdAt),
    entries: statement.credits + statement.debits,
    from: presentTime(statement.fromAt),
    to: presentTime(statement.createdAt),
  };
}
