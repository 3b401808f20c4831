import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtQueued } from '../src/admin/restore-doubt.ts';
import { audit } from './audit.ts';
import { startSarf } from './running-sarf.ts';

test('what waited in the queue when a backup was made is in doubt after a restore, and the bank is asked', async () => {
  const sarf = await startSarf({ worker: false });
  try {
    const ids = [await sarf.pay(1.5), await sarf.pay(2.5), await sarf.pay(3.5)];
    assert.equal(await doubtQueued(sarf.deps, 60_000), 3);
    for (const id of ids) {
      const { body } = await sarf.call('GET', `/payouts/v1/payments/${id}/explain`);
      assert.equal(body.state, 'in_doubt');
      assert(new Date(body.next.at).getTime() > Date.now());
      const payout = (await sarf.call('GET', `/payouts/v1/${id}`)).body;
      assert.equal(payout.reason.code, 'RESTORED');
    }
    assert.equal(await doubtQueued(sarf.deps, 60_000), 0);
    await audit(sarf);
  } finally {
    await sarf.stop();
  }
});
