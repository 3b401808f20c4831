import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Callback, Connector, Instruction, Outcome } from '../src/banks/connector.ts';
import { freePort } from './free-port.ts';
import { type Hostile, type Speaker, say, startHostile, unreliable } from './hostile-bank.ts';
import { until } from './running-sarf.ts';

/** What a bank connection brings along to be tried: a real bank, and how that bank speaks. */
export interface ConnectorBench extends Speaker {
  /** Starts a bank with an account for `instruction`s to debit. */
  startBank(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  connect(bankUrl: string, timeoutMs?: number): Connector;
  /** An instruction that the bank can carry out, of an amount that makes it do what its name says. */
  instruction(endToEndId: string, fate: Fate): Instruction;
  /** An instruction that the connector has to refuse before anything is sent. */
  readonly impossible: Instruction;
  /** The code with which the bank refuses what is to be `rejected`. */
  readonly rejectedCode: string;
  /** A callback of the bank that says these ids are completed, signed at that time. */
  callbackOf(endToEndIds: readonly string[], at: Date): Pick<Callback, 'headers' | 'rawBody'>;
}

type Fate = 'accepted' | 'rejected' | 'dropped' | 'late';

// Short enough to wait for, long enough for a call that is answered at once on a slow machine.
const TIMEOUT_MS = 1500;

let made = 0;
const newIds = (count: number): string[] => Array.from({ length: count }, () => `SUITE${++made}`);
const kindsOf = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ kind }) => kind);
const idsOf = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ endToEndId }) => endToEndId);

/** What every connection to a bank has to do, whatever the bank does. Registers the tests of one. */
export function connectorSuite(name: string, bench: ConnectorBench): void {
  describe(`the ${name} connector`, () => {
    withTheBank(bench);
    withHostileBanks(bench);
    withoutBank(bench);
    callbacks(bench);
  });
}

function withTheBank(bench: ConnectorBench): void {
  describe('with its bank', () => {
    let bank: Awaited<ReturnType<ConnectorBench['startBank']>>;
    let connector: Connector;
    before(async () => {
      bank = await bench.startBank();
      connector = bench.connect(bank.url);
    });
    after(() => bank.stop());
    const submit = (ids: readonly string[], fates: readonly Fate[]) =>
      connector.submit(ids.map((id, index) => bench.instruction(id, fates[index] ?? 'accepted')));

    test('gives one outcome for each instruction, in their order', async () => {
      const ids = newIds(20);
      const fates = ids.map((_, index): Fate => (index % 3 ? 'accepted' : 'rejected'));
      const outcomes = await submit(ids, fates);
      assert.deepEqual(idsOf(outcomes), ids);
      assert.deepEqual(
        kindsOf(outcomes),
        fates.map((fate) => (fate === 'accepted' ? 'pending' : 'rejected')),
      );
    });

    test('tells why the bank refused, and under which reference it has the rest', async () => {
      const [accepted, rejected] = await submit(newIds(2), ['accepted', 'rejected']);
      assert(accepted?.bankReference);
      assert.equal(accepted.code, null);
      assert.equal(rejected?.code, bench.rejectedCode);
      assert(rejected.message);
    });

    test('takes as many at once as it says it does', async () => {
      const ids = newIds(connector.capabilities.instructionsMax);
      assert.deepEqual(idsOf(await submit(ids, [])), ids);
      assert.deepEqual(idsOf(await connector.statusOf(ids)), ids);
    });

    questions(bench, submit, () => ({ connector, url: bank.url }));
  });
}

type Submit = (ids: readonly string[], fates: readonly Fate[]) => Promise<Outcome[]>;

function questions(bench: ConnectorBench, submit: Submit, at: () => { connector: Connector; url: string }): void {
  test('a call that was not answered says nothing, and a question finds out', async () => {
    const ids = newIds(3);
    const outcomes = await submit(ids, ['accepted', 'dropped', 'accepted']);
    assert.deepEqual(idsOf(outcomes), ids);
    assert.deepEqual(kindsOf(outcomes), ['unknown', 'unknown', 'unknown']);
    for (const { code, message } of outcomes) assert(code === null && message);
    const found = kindsOf(await at().connector.statusOf(ids));
    assert(
      found.every((kind) => kind === 'pending' || kind === 'accepted'),
      found.join(),
    );
  });

  test('a call that takes too long is given up, and a question finds out', async () => {
    const hasty = bench.connect(at().url, TIMEOUT_MS);
    assert.equal(hasty.capabilities.timeoutMs, TIMEOUT_MS);
    const [id = ''] = newIds(1);
    const outcomes = await hasty.submit([bench.instruction(id, 'late')]);
    assert.deepEqual(kindsOf(outcomes), ['unknown']);
    assert.match(kindsOf(await hasty.statusOf([id])).join(), /^(pending|accepted)$/);
  });

  test('an id that the bank has never seen is not known, beside one that it has', async () => {
    const [known = '', never = ''] = newIds(2);
    await submit([known], ['accepted']);
    const outcomes = await at().connector.statusOf([never, known, never]);
    assert.deepEqual(idsOf(outcomes), [never, known, never]);
    assert.equal(outcomes[0]?.kind, 'not_known');
    assert.equal(outcomes[2]?.kind, 'not_known');
    assert.match(outcomes[1]?.kind ?? '', /^(pending|accepted)$/);
  });

  test('a completed one is accepted, and a refused one stays refused', async () => {
    const ids = newIds(2);
    await submit(ids, ['accepted', 'rejected']);
    const [done, refused] = await until('it is completed', async () => {
      const outcomes = await at().connector.statusOf(ids);
      return outcomes[0]?.kind === 'accepted' && outcomes;
    });
    assert(done?.bankReference);
    assert.deepEqual([refused?.kind, refused?.code], ['rejected', bench.rejectedCode]);
  });

  test('what the bank could never carry out is told before anything is sent', async () => {
    const [id = ''] = newIds(1);
    assert.equal(at().connector.validate(bench.instruction(id, 'accepted')), null);
    const fault = at().connector.validate(bench.impossible);
    assert.match(fault?.code ?? '', /^[A-Z0-9]{4}$/);
    assert.match(fault?.message ?? '', /\.$/);
  });
}

function withHostileBanks(bench: ConnectorBench): void {
  describe('with a hostile bank', () => {
    let hostile: Hostile;
    let connector: Connector;
    before(async () => {
      hostile = await startHostile(bench.idsIn);
      connector = bench.connect(hostile.url);
    });
    after(() => hostile.stop());

    for (const [name, behaviour] of Object.entries(unreliable(bench))) {
      test(`${name} says nothing about any of them`, async () => {
        const ids = newIds(3);
        hostile.behave(behaviour);
        const calls = [connector.submit(ids.map((id) => bench.instruction(id, 'accepted'))), connector.statusOf(ids)];
        for (const outcomes of await Promise.all(calls)) {
          assert.deepEqual(idsOf(outcomes), ids);
          assert.deepEqual(kindsOf(outcomes), ['unknown', 'unknown', 'unknown']);
          for (const { code, message } of outcomes) assert.deepEqual([code, message === ''], [null, false]);
        }
        // Each was sent once: nobody tries again on a guess.
        assert.equal(hostile.requests.length, 2);
      });
    }

    test('an answer that never ends is given up', async () => {
      hostile.behave((response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'));
      const hasty = bench.connect(hostile.url, 300);
      const ids = newIds(2);
      assert.deepEqual(kindsOf(await hasty.submit(ids.map((id) => bench.instruction(id, 'accepted')))), [
        'unknown',
        'unknown',
      ]);
      assert.deepEqual(kindsOf(await hasty.statusOf(ids)), ['unknown', 'unknown']);
    });

    test('those that an answer leaves out are unknown, whatever it says of the others', async () => {
      const ids = newIds(4);
      hostile.behave((response, sent) => {
        const some = sent.filter((_, index) => index % 2).toReversed();
        say(response, 200, JSON.stringify(bench.answerOf([...some, 'SOMEBODY'])));
      });
      const outcomes = await connector.submit(ids.map((id) => bench.instruction(id, 'accepted')));
      assert.deepEqual(idsOf(outcomes), ids);
      assert.deepEqual(kindsOf(outcomes), ['unknown', 'pending', 'unknown', 'pending']);
      assert.deepEqual(kindsOf(await connector.statusOf(ids)), ['unknown', 'pending', 'unknown', 'pending']);
    });

    test('a redirection is not followed, so that nothing is paid anywhere else', async () => {
      const elsewhere = await startHostile(bench.idsIn);
      try {
        for (const status of [301, 302, 307, 308]) {
          hostile.behave((response) => response.writeHead(status, { location: elsewhere.url }).end());
          const [id = ''] = newIds(1);
          assert.deepEqual(kindsOf(await connector.submit([bench.instruction(id, 'accepted')])), ['unknown']);
        }
        assert.deepEqual(elsewhere.requests, []);
      } finally {
        await elsewhere.stop();
      }
    });

    halves(
      bench,
      () => hostile,
      () => connector,
    );
  });
}

function halves(bench: ConnectorBench, hostile: () => Hostile, connector: () => Connector): void {
  test('one that the bank cannot read is refused alone, and none is handed over twice', async () => {
    const ids = newIds(9);
    const bad = ids[5] ?? '';
    const taken: string[] = [];
    hostile().behave((response, sent) => {
      if (sent.includes(bad)) return say(response, 400, '{"message":"bad remittance"}');
      taken.push(...sent);
      say(response, 200, JSON.stringify(bench.answerOf(sent)));
    });
    const outcomes = await connector().submit(ids.map((id) => bench.instruction(id, 'accepted')));
    assert.deepEqual(idsOf(outcomes), ids);
    assert.deepEqual(
      kindsOf(outcomes),
      ids.map((id) => (id === bad ? 'rejected' : 'pending')),
    );
    assert.deepEqual(taken.toSorted(), ids.filter((id) => id !== bad).toSorted());
  });

  test('however it is split, a submission ends within the time that one call may take', async () => {
    const timeoutMs = 600;
    hostile().behave((response) => void setTimeout(() => say(response, 400, '{}'), 0.6 * timeoutMs));
    const ids = newIds(4);
    const outcomes = await bench
      .connect(hostile().url, timeoutMs)
      .submit(ids.map((id) => bench.instruction(id, 'accepted')));
    assert.deepEqual(idsOf(outcomes), ids);
    // The first is answered in time, the second is given up, and for a third there is no time.
    assert(hostile().requests.length <= 2, `there were ${hostile().requests.length} calls`);
    assert(outcomes.every(({ kind }) => kind === 'unknown' || kind === 'not_sent'));
  });
}

function withoutBank(bench: ConnectorBench): void {
  test('where nothing listens, nothing was sent', async () => {
    const connector = bench.connect(`http://127.0.0.1:${await freePort()}`);
    const ids = newIds(3);
    const outcomes = await connector.submit(ids.map((id) => bench.instruction(id, 'accepted')));
    assert.deepEqual(idsOf(outcomes), ids);
    assert.deepEqual(kindsOf(outcomes), ['not_sent', 'not_sent', 'not_sent']);
    assert.deepEqual(kindsOf(await connector.statusOf(ids)), ['not_sent', 'not_sent', 'not_sent']);
  });
}

function callbacks(bench: ConnectorBench): void {
  describe('reading a callback', () => {
    const connector = bench.connect('http://127.0.0.1:1');
    const now = new Date();
    const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
    const read = (callback: Pick<Callback, 'headers' | 'rawBody'>) => connector.readCallback({ ...callback, now });
    const ids = newIds(2);
    const genuine = bench.callbackOf(ids, now);

    test('believes the signature of the bank', () => {
      const { outcomes } = read(genuine) ?? { outcomes: [] };
      assert.deepEqual(idsOf(outcomes), ids);
      assert.deepEqual(kindsOf(outcomes), ['accepted', 'accepted']);
      assert.equal(read(bench.callbackOf(ids, at(-60)))?.outcomes.length, 2);
      assert.equal(read(bench.callbackOf([], now))?.outcomes.length, 0);
    });

    test('believes no body that was tampered with', () => {
      const [first = ''] = ids;
      assert.equal(read({ ...genuine, rawBody: genuine.rawBody.replace(first, `${first}0`) }), undefined);
      assert.equal(read({ ...genuine, rawBody: `${genuine.rawBody} ` }), undefined);
      assert.equal(read({ ...genuine, rawBody: '' }), undefined);
    });

    test('believes no signature that is missing, empty, doubled, of another body or another time', () => {
      const other = bench.callbackOf([], at(1));
      for (const name of Object.keys(genuine.headers)) {
        const value = String(genuine.headers[name]);
        for (const wrong of [undefined, '', `${value}0`, value.slice(0, -1), [value, value], other.headers[name]]) {
          const headers = { ...genuine.headers, [name]: wrong };
          assert.equal(read({ ...genuine, headers }), undefined, `${name}: ${wrong}`);
        }
      }
      assert.equal(read({ ...genuine, headers: {} }), undefined);
      assert.equal(read({ ...genuine, headers: other.headers }), undefined);
    });

    test('believes no callback of long ago, and none of the future', () => {
      assert.equal(read(bench.callbackOf(ids, at(-3600))), undefined);
      assert.equal(read(bench.callbackOf(ids, at(3600))), undefined);
    });
  });
}
