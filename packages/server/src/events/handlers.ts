import type { Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { cutPage } from '../foundation/page.ts';
import { findEvent, readFeed } from './feed.ts';
import { presentEvent } from './present.ts';

export function eventHandlers(deps: Deps): Pick<Handlers, 'listEvents' | 'getEvent'> {
  return {
    async listEvents({ caller, query }) {
      const size = query.page_size ?? 50;
      const asked = {
        after: query.after,
        type: query.type,
        objectId: query.object_id,
        from: query.from === undefined ? undefined : new Date(query.from),
        to: query.to === undefined ? undefined : new Date(query.to),
      };
      return { body: cutPage(await readFeed(deps.sql, caller.applicationId, asked, size + 1), size, presentEvent) };
    },
    async getEvent({ caller, params }) {
      return { body: presentEvent(await findEvent(deps.sql, caller.applicationId, params.event_id)) };
    },
  };
}
