import type { ConsentStatus } from './source-search.ts';

/** Can a consent be revoked? Only one that is in force, or would be again. */
export const isRevocable = (status: ConsentStatus): boolean => status === 'AUTHORISED' || status === 'SUSPENDED';
