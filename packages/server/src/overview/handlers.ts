import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { amountToNumber } from '../foundation/money.ts';
import { type Read, rationed } from '../foundation/rationed.ts';
import { countWaitingEntries } from '../reconciliation/list-suggestions.ts';
import { ALARMS_MAX, type Alarm, oldestOf, sentenceOf } from './alarm-rules.ts';
import {
  type DayRow,
  selectDays,
  selectFailingEndpoints,
  selectStanding,
  selectUnknownDebits,
  selectWaiting,
} from './store.ts';

type Overview = Static<typeof schemas.Overview>;

const DAYS = 30;
const DAY_MS = 24 * 3_600_000;
const LONG_MS = 15 * 60_000;
// From then on an endpoint is given pauses.
const FAILURES_MANY = 5;

type Overviewing = Pick<Deps, 'sql' | 'clock'>;
type ReadDays = (applicationId: string) => Promise<Read<readonly DayRow[]>>;

/** What moved, what waits and what needs a look. */
async function readOverview(deps: Overviewing, readDays: ReadDays, applicationId: string): Promise<Overview> {
  const now = deps.clock.now();
  const [days, waiting, suggestions, ...alarms] = await Promise.all([
    readDays(applicationId),
    selectWaiting(deps.sql, applicationId),
    countWaitingEntries(deps, applicationId),
    selectStanding(deps.sql, applicationId, after(now, -LONG_MS), ALARMS_MAX),
    selectUnknownDebits(deps.sql, applicationId, ALARMS_MAX),
    selectFailingEndpoints(deps.sql, applicationId, FAILURES_MANY, ALARMS_MAX),
  ]);
  return {
    days: days.value.map(presentDay),
    days_as_of: days.at.toISOString(),
    waiting: {
      payouts_to_approve: Number(waiting?.payoutsToApprove ?? 0),
      refunds_to_confirm: Number(waiting?.refundsToConfirm ?? 0),
      suggestions,
    },
    alarms: oldestOf(alarms.flat()).map(presentAlarm),
  };
}

export function overviewHandlers(deps: Overviewing): Pick<Handlers, 'getOverview'> {
  // A month of payouts is added up, and every page that is open asks again whenever something happens.
  const readDays = rationed(deps.clock, (applicationId) => {
    const today = Math.floor(deps.clock.now().getTime() / DAY_MS) * DAY_MS;
    return selectDays(deps.sql, applicationId, new Date(today - (DAYS - 1) * DAY_MS));
  });
  return { getOverview: async ({ caller }) => ({ body: await readOverview(deps, readDays, caller.applicationId) }) };
}

const presentDay = ({ day, currency, inMinor, outMinor }: DayRow): Overview['days'][number] => ({
  day,
  currency,
  in: amountToNumber(inMinor, currency),
  out: amountToNumber(outMinor, currency),
});

const presentAlarm = (alarm: Alarm): Overview['alarms'][number] => ({
  kind: alarm.kind,
  object_type: alarm.objectType,
  object_id: alarm.objectId,
  message: sentenceOf(alarm),
  amount:
    alarm.amountMinor === null || alarm.currency === null ? null : amountToNumber(alarm.amountMinor, alarm.currency),
  currency: alarm.currency,
  since: alarm.since.toISOString(),
});
