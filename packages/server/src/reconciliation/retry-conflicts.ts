import { errorCode } from '../foundation/database.ts';

const TRIES_MAX = 4;
// Serialization failure, deadlock, and a key that another transaction took meanwhile.
const CONFLICTS = new Set(['40001', '40P01', '23505']);

/** Runs a transaction again where it met another one: looking again settles it. The tries are counted from 1. */
export async function retryConflicts<T>(transaction: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction(attempt);
    } catch (error) {
      if (attempt === TRIES_MAX || !CONFLICTS.has(errorCode(error))) throw error;
    }
  }
}
