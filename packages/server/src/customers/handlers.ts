import type { Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { createBatcher } from '../foundation/batch.ts';
import { newId } from '../foundation/id.ts';
import { cutPage } from '../foundation/page.ts';
import { Refusal } from '../foundation/refuse.ts';
import { createCustomers, type NewCustomer } from './create-customers.ts';
import type { Customer } from './customer.ts';
import { findCustomers } from './find-customers.ts';
import { presentCustomer } from './present.ts';
import { selectByAppUserId, selectPage } from './store.ts';

type Ids = 'createCustomer' | 'listCustomers' | 'getCustomer' | 'getCustomerByAppUserId';

/** Which verb answers which operation. Registrations that come at once share a batch. */
export function customerHandlers(deps: Deps): Pick<Handlers, Ids> {
  const creating = createBatcher({
    run: (wishes: readonly NewCustomer[]) => createCustomers(deps, wishes),
    itemsMax: 500,
    inFlightMax: 2,
    waitingMax: 10_000,
  });
  return {
    async createCustomer({ caller: { applicationId }, body }) {
      const id = newId(deps.clock.now().getTime());
      return { body: presentCustomer(await creating.submit({ applicationId, id, appUserId: body.app_user_id })) };
    },
    async listCustomers({ caller: { applicationId }, query }) {
      const size = query.page_size ?? 50;
      const filter = { after: query.after, appUserId: query.app_user_id };
      return { body: cutPage(await selectPage(deps.sql, applicationId, filter, size + 1), size, presentCustomer) };
    },
    async getCustomer({ caller: { applicationId }, params }) {
      return answer(await findCustomers(deps.sql, [{ applicationId, id: params.customer_id }]));
    },
    async getCustomerByAppUserId({ caller: { applicationId }, params }) {
      return answer(await selectByAppUserId(deps.sql, [{ applicationId, appUserId: params.app_user_id }]));
    },
  };
}

function answer([row]: readonly Customer[]): { body: unknown } {
  if (!row) throw new Refusal('UNKNOWN_CUSTOMER');
  return { body: presentCustomer(row) };
}
