import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { inTransaction } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { lockSettings, type SettingsRow, selectSettings, updateSettings } from './application-settings-store.ts';
import { auditBy, recordAudit } from './audit/record-audit.ts';
import type { Caller, Handlers } from './caller.ts';

/** What is to change of the settings of an application; undefined stays as it is. */
type SettingsChange = Static<typeof schemas.SettingsChange>;

/** Changes settings of the caller's application, with a line in the audit log. */
function changeSettings(
  deps: Pick<Deps, 'sql' | 'clock'>,
  caller: Caller,
  change: SettingsChange,
): Promise<SettingsRow> {
  return inTransaction(deps.sql, async (tx) => {
    const before = await lockSettings(tx, caller.applicationId);
    if (!before) throw new Refusal('UNAUTHORIZED');
    const after = {
      ...before,
      duplicateWindowSeconds: change.duplicate_window_seconds ?? before.duplicateWindowSeconds,
      refundsFourEyes: change.refunds_four_eyes ?? before.refundsFourEyes,
      exactMatching: change.exact_matching ?? before.exactMatching,
    };
    await updateSettings(tx, after);
    await recordAudit(tx, {
      by: auditBy(caller),
      at: deps.clock.now(),
      action: 'changeSettings',
      outcome: 'done',
      objectType: 'application',
      objectId: caller.applicationId,
      before: valuesOf(before),
      after: valuesOf(after),
    });
    return after;
  });
}

/** Which verb answers which operation on settings. */
export function settingsHandlers(deps: Pick<Deps, 'sql' | 'clock'>): Pick<Handlers, 'getSettings' | 'changeSettings'> {
  return {
    async getSettings({ caller }) {
      const row = await selectSettings(deps.sql, caller.applicationId);
      // Applications do not go away while their tokens are good; unless a database was replaced under them.
      if (!row) throw new Refusal('UNAUTHORIZED');
      return { body: present(row) };
    },
    changeSettings: async ({ caller, body }) => ({ body: present(await changeSettings(deps, caller, body)) }),
  };
}

const valuesOf = (row: SettingsRow) => ({
  duplicate_window_seconds: row.duplicateWindowSeconds,
  refunds_four_eyes: row.refundsFourEyes,
  exact_matching: row.exactMatching,
});

const present = (row: SettingsRow): Static<typeof schemas.Settings> => ({
  application: { id: row.applicationId, name: row.name },
  ...valuesOf(row),
});
