import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCapability } from './capability-runner.ts';
import { catalogueFile } from './catalogue-file.ts';
import { testRoundTrips } from './payouts-round-trips.ts';
import { type Json, type RunningSarf, send, startSarf } from './running-sarf.ts';

const contract = resolve(import.meta.dirname, '../../../../shared/contracts/payouts-payments.capability.yaml');

describe('payouts through the REST port of a capability', () => {
  let sarf: RunningSarf;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sarf-capability-'));
    sarf = await startSarf({ capability: true });
  });
  after(async () => {
    await sarf?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const roundTrips = (urlOf: () => string): void => testRoundTrips(() => sarf, urlOf);

  describe('of our own', () => {
    roundTrips(() => sarf.capability?.rest ?? '');

    test('previews, explanations, balances and limits are there too', async () => {
      const rest = `${sarf.capability?.rest}/v1`;
      const body = { amount: 5, currency: 'AED', destination_id: sarf.sandbox.destinationId };
      const asked = async (method: string, path: string, content?: unknown): Promise<Json> => {
        const { status, body: answer } = await send(`${rest}${path}`, method, content, {});
        assert.equal(status, 200, `${path}: ${JSON.stringify(answer)}`);
        return answer;
      };
      assert.equal((await asked('POST', '/payouts/v1/payment/preview', body)).verdict, 'WOULD_BE_QUEUED');
      assert.equal((await asked('GET', '/payouts/v1/accounts')).content.length, 4);
      assert.equal((await asked('GET', '/payouts/v1/agent-limits')).limited, false);
      assert.ok((await asked('GET', '/payouts/refunds/reasons')).length > 0);
      assert.deepEqual((await asked('GET', '/payouts/refunds')).content, []);
      assert.ok((await asked('GET', '/payouts/v1/payment/destinations')).content.length > 0);
    });
  });

  /** Runs one of the files that hold a token, against the API. */
  const withToken = (name: string, file: () => Promise<string>, namespace: string, variable: string): void => {
    describe(name, () => {
      let running: Awaited<ReturnType<typeof runCapability>> | undefined;
      before(async () => {
        const base = ['--base-uri', `${namespace}=${sarf.apiUrl}`];
        running = await runCapability([await file()], base, { [variable]: await sarf.token() });
      });
      after(() => running?.stop());
      roundTrips(() => running?.restUrl ?? '');
    });
  };

  const written = async (): Promise<string> => {
    const file = join(folder, 'desk.capability.yaml');
    await writeFile(file, catalogueFile());
    return file;
  };
  withToken('of a file in the form of the catalogues', written, 'desk', 'DESK_TOKEN');
  if (existsSync(contract)) {
    withToken('of the file of the contract, unchanged', async () => contract, 'payouts-payments', 'LEAN_API_TOKEN');
  }
});
