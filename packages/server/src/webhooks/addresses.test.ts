import assert from 'node:assert/strict';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { describe, test } from 'node:test';
import { errorCode } from '../foundation/database.ts';
import { guardedLookup, type Resolve } from './addresses.ts';

const strict = { allowLoopback: false, allowNetworks: [] };
const sandbox = { allowLoopback: true, allowNetworks: [] };

const at = (...addresses: string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const resolveTo =
  (...addresses: string[]): Resolve =>
  async () =>
    at(...addresses);

type Found = { readonly error: string } | { readonly address: string | LookupAddress[]; readonly family?: number };

const find = (lookup: ReturnType<typeof guardedLookup>, options: LookupOptions = { all: true }): Promise<Found> =>
  new Promise((resolve) => {
    lookup('receiver.example', options, (error, address, family) =>
      resolve(error ? { error: errorCode(error) } : { address, ...(family === undefined ? {} : { family }) }),
    );
  });

describe('the guarded lookup', () => {
  test('gives the addresses that it has checked', async () => {
    const lookup = guardedLookup(strict, resolveTo('8.8.8.8', '2606:4700::1111'));
    assert.deepEqual(await find(lookup), { address: at('8.8.8.8', '2606:4700::1111') });
    assert.deepEqual(await find(lookup, {}), { address: '8.8.8.8', family: 4 });
    assert.deepEqual(await find(lookup, { family: 6 }), { address: '2606:4700::1111', family: 6 });
    assert.deepEqual(await find(lookup, { family: 'IPv4', all: true }), { address: at('8.8.8.8') });
  });

  test('refuses a name of which any address is forbidden', async () => {
    for (const bad of ['127.0.0.1', '10.0.0.1', '::1', '::ffff:10.0.0.1', '169.254.169.254', 'fe80::1%eth0']) {
      assert.deepEqual(await find(guardedLookup(strict, resolveTo(bad))), { error: 'ADDRESS_REFUSED' }, bad);
      const mixed = guardedLookup(strict, resolveTo('8.8.8.8', bad));
      assert.deepEqual(await find(mixed), { error: 'ADDRESS_REFUSED' }, bad);
      // Also where only the good one was asked for.
      assert.deepEqual(await find(mixed, { family: 4 }), { error: 'ADDRESS_REFUSED' }, bad);
    }
  });

  test('goes by the policy', async () => {
    assert.deepEqual(await find(guardedLookup(sandbox, resolveTo('127.0.0.1'))), { address: at('127.0.0.1') });
    const office = { allowLoopback: false, allowNetworks: ['10.20.0.0/16'] };
    assert.deepEqual(await find(guardedLookup(office, resolveTo('10.20.3.4'))), { address: at('10.20.3.4') });
    assert.deepEqual(await find(guardedLookup(office, resolveTo('10.21.3.4'))), { error: 'ADDRESS_REFUSED' });
  });

  test('says so when the name has no address, or is not known', async () => {
    assert.deepEqual(await find(guardedLookup(strict, resolveTo())), { error: 'ENOTFOUND' });
    assert.deepEqual(await find(guardedLookup(strict, resolveTo('8.8.8.8')), { family: 6 }), { error: 'ENOTFOUND' });
    const broken = guardedLookup(strict, async () => {
      throw Object.assign(new Error('try again'), { code: 'EAI_AGAIN' });
    });
    assert.deepEqual(await find(broken), { error: 'EAI_AGAIN' });
  });

  test('asks once for a burst, and soon again', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const answers = [at('8.8.8.8'), at('127.0.0.1')];
    const lookup = guardedLookup(strict, async () => answers.shift() ?? []);
    const good = { address: at('8.8.8.8') };
    assert.deepEqual(await Promise.all([find(lookup), find(lookup)]), [good, good]);
    assert.deepEqual(await find(lookup), good);
    t.mock.timers.tick(1000);
    assert.deepEqual(await find(lookup), { error: 'ADDRESS_REFUSED' });
  });

  test('does not remember that it failed', async () => {
    let asked = 0;
    const lookup = guardedLookup(strict, async () => {
      asked += 1;
      if (asked === 1) throw new Error('no');
      return at('8.8.8.8');
    });
    assert.deepEqual(await find(lookup), { error: '' });
    assert.deepEqual(await find(lookup), { address: at('8.8.8.8') });
  });

  test('asks the system when nobody else is given', async () => {
    const found = await new Promise((resolve) => {
      guardedLookup(strict)('localhost', { all: true }, (error) => resolve(errorCode(error)));
    });
    assert.equal(found, 'ADDRESS_REFUSED');
  });
});
