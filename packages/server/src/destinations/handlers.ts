import type { Handlers } from '../auth/caller.ts';
import { refuseManyUnproven } from '../auth/refuse-unproven.ts';
import type { Deps } from '../deps.ts';
import { createBatcher } from '../foundation/batch.ts';
import { cutPage } from '../foundation/page.ts';
import { Refusal } from '../foundation/refuse.ts';
import { createDestinations } from './create-destinations.ts';
import { findDestinations } from './find-destinations.ts';
import { presentDestination } from './present.ts';
import { searchOf } from './rules.ts';
import { selectPage } from './store.ts';

type Ids = 'createPayoutDestination' | 'listPayoutDestinations' | 'getPayoutDestination';

export function destinationHandlers(deps: Deps): Pick<Handlers, Ids> {
  const creating = createBatcher({
    run: (items: Parameters<typeof createDestinations>[1]) => createDestinations(deps, items),
    itemsMax: 256,
    inFlightMax: 1,
    waitingMax: 10_000,
  });
  return {
    async createPayoutDestination({ caller, body }) {
      if (caller.member) await refuseManyUnproven(deps, caller, 'createPayoutDestination');
      const row = await creating.submit({ applicationId: caller.applicationId, request: body });
      return { body: presentDestination(row) };
    },
    async listPayoutDestinations({ caller, query }) {
      const size = query.page_size ?? 50;
      const search = query.search === undefined ? undefined : searchOf(query.search);
      const rows = await selectPage(deps.sql, caller.applicationId, { after: query.after, search }, size + 1);
      return { body: cutPage(rows, size, presentDestination) };
    },
    async getPayoutDestination({ caller, params }) {
      const [row] = await findDestinations(deps.sql, [
        { applicationId: caller.applicationId, id: params.destination_id },
      ]);
      if (!row) throw new Refusal('UNKNOWN_PAYMENT_DESTINATION');
      return { body: presentDestination(row) };
    },
  };
}
