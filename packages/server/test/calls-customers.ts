import { randomUUID } from 'node:crypto';
import type { RunningSarf } from './running-sarf.ts';

/** A call that succeeds, for every operation on customers. */
export async function callCustomers(call: RunningSarf['call']) {
  const createCustomer = await call('POST', '/customers/v1', { app_user_id: `user ${randomUUID()}` });
  const { id, app_user_id: name } = createCustomer.body;
  return {
    createCustomer,
    listCustomers: await call('GET', '/customers/v1'),
    getCustomer: await call('GET', `/customers/v1/${id}`),
    getCustomerByAppUserId: await call('GET', `/customers/v1/app-user-id/${encodeURIComponent(name)}`),
  };
}
