import type { RunningSarf } from './running-sarf.ts';

/** A request that succeeds, for every operation on API clients, settings and payout accounts, and the overview. */
export async function callDesk(call: RunningSarf['call']) {
  const createClient = await call('POST', '/clients/v1', { name: 'Shop', scopes: ['payouts:read', 'payouts:write'] });
  const path = `/clients/v1/${createClient.body.client.id}`;
  const limits = {
    read_only: false,
    needs_approval: true,
    max_count_per_hour: 10,
    allowed_destinations: null,
    amounts: [{ currency: 'AED', max_amount_per_payout: 100.5 }],
  };
  const { content: accounts } = (await call('GET', '/payouts/v1/accounts')).body;
  return {
    createClient,
    listClients: await call('GET', '/clients/v1'),
    putClientLimits: await call('PUT', `${path}/limits`, limits),
    getClientLimits: await call('GET', `${path}/limits`),
    deleteClientLimits: await call('DELETE', `${path}/limits`),
    changeClient: await call('PATCH', path, { is_stopped: true }),
    getSettings: await call('GET', '/settings/v1'),
    changeSettings: await call('PATCH', '/settings/v1', { exact_matching: true }),
    changePayoutAccount: await call('PATCH', `/payouts/v1/accounts/${accounts[0].id}`, { name: 'Main' }),
    getOverview: await call('GET', '/overview/v1'),
  };
}
