import { recorded } from './calls-payments.ts';
import { XML } from './desk.ts';
import type { RunningSarf } from './running-sarf.ts';
import { camtFile } from './statement-file.ts';

/** A request that succeeds, for every operation of reconciliation. */
export async function callReconciliation(sarf: RunningSarf, call: RunningSarf['call']) {
  const account = sarf.sandbox.accounts.find(({ currency }) => currency === 'AED');
  const [payment] = (await call('POST', '/payments/v1/records', [recorded('every-door-of-reconciliation')])).body;
  const file = camtFile({ iban: account?.iban ?? '', lines: [{ amount: '120.50', remittance: 'no reference' }] });
  const uploadStatement = await call('POST', '/reconciliation/v1/statements', file, XML);
  const listEntries = await call('GET', '/reconciliation/v1/entries');
  const [entry] = listEntries.body.content;
  const createMatches = await call('POST', '/reconciliation/v1/matches', {
    matches: [{ entry_id: entry.id, payment_id: payment.id }],
  });
  const [match] = createMatches.body.content;
  return {
    uploadStatement,
    listStatements: await call('GET', '/reconciliation/v1/statements'),
    listEntries,
    getEntry: await call('GET', `/reconciliation/v1/entries/${entry.id}`),
    createMatches,
    listMatches: await call('GET', '/reconciliation/v1/matches'),
    undoMatch: await call('DELETE', `/reconciliation/v1/matches/${match.id}`, { reason: 'another one' }),
    listSuggestions: await call('GET', '/reconciliation/v1/suggestions'),
    listReconciliationPayments: await call('GET', '/reconciliation/v1/payments'),
    changePaymentReconciliation: await call('PATCH', `/reconciliation/v1/payments/${payment.id}`, {
      status: 'UNRECEIVED',
      reason: 'It never came',
    }),
    summariseReconciliation: await call('GET', '/reconciliation/v1/summary'),
    putColumnMap: await call('PUT', '/reconciliation/v1/column-maps/mine', {
      columns: { booked_on: 'Date', amount: 'Amount' },
    }),
    listColumnMaps: await call('GET', '/reconciliation/v1/column-maps'),
  };
}
