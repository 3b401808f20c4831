export * from './countries.ts';
export * from './currencies.ts';
export * from './events.ts';
export * from './openapi.ts';
export * from './operations.ts';
export * from './payout-states.ts';
export * from './refusals.ts';
export * as schemas from './schemas.ts';
export * from './scopes.ts';
