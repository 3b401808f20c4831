import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connector, Instruction } from '../src/banks/connector.ts';
import type { Statements } from '../src/banks/statements.ts';
import { freePort } from './free-port.ts';
import { type Hostile, type Speaker, say, startHostile, unreliable } from './hostile-bank.ts';
import { type Json, until } from './running-sarf.ts';

/** What a bank that offers statements brings along, beside the rest. */
export type StatementsBench = Speaker & {
  startBank(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  connect(bankUrl: string, timeoutMs?: number): Connector;
  instruction(endToEndId: string, fate: 'accepted'): Instruction;
  /** An answer of the bank that lists statements, with more to come where `next` says so. */
  statementsPage(sequences: readonly number[], next: string | null): Json;
};

function statementsOf({ statements }: Connector): Statements {
  assert(statements, 'this bank offers statements');
  return statements;
}

async function textOf(parts: AsyncIterable<Uint8Array> | undefined): Promise<string> {
  assert(parts, 'there is such a statement');
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of parts) text += decoder.decode(part, { stream: true });
  return text + decoder.decode();
}

const TIMEOUT_MS = 400;
const IBAN = 'AE070331234567890123456';

/** What every connection to a bank that offers statements has to do. Registers the tests of one. */
export function statementsSuite(bench: StatementsBench): void {
  describe('fetching statements', () => {
    withTheBank(bench);
    withHostileBanks(bench);
    test('where nothing listens, there is no answer', async () => {
      const statements = statementsOf(bench.connect(`http://127.0.0.1:${await freePort()}`));
      assert.equal(await statements.list(IBAN, null), undefined);
      assert.equal(await statements.read(IBAN, '1'), undefined);
    });
  });
}

function withTheBank(bench: StatementsBench): void {
  test('statements come in order, and each tells what was booked since the one before', async () => {
    const bank = await bench.startBank();
    try {
      const connector = bench.connect(bank.url);
      const statements = statementsOf(connector);
      const { debtorIban } = bench.instruction('', 'accepted');
      const book = async (...ids: string[]) => {
        const instructions = ids.map((id) => bench.instruction(id, 'accepted'));
        for (const { kind } of await connector.submit(instructions)) assert.equal(kind, 'pending');
        await until('they are completed', async () =>
          (await connector.statusOf(ids)).every(({ kind }) => kind === 'accepted'),
        );
      };
      await book('FIRST1', 'FIRST2');
      const [first, ...none] = (await statements.list(debtorIban, null)) ?? [];
      assert(first && none.length === 0);
      // Nothing was booked since, so there is no other.
      assert.deepEqual(await statements.list(debtorIban, first.sequence), []);
      await book('SECOND');
      const [second] = (await statements.list(debtorIban, first.sequence)) ?? [];
      assert(second);
      assert.deepEqual(await statements.list(debtorIban, null), [first, second]);

      const before = await textOf(await statements.read(debtorIban, first.sequence));
      assert.match(before, /FIRST1/);
      assert.match(before, /FIRST2/);
      assert.doesNotMatch(before, /SECOND/);
      assert.equal(before.split('<Ntry>').length - 1, first.entries);
      const after = await textOf(await statements.read(debtorIban, second.sequence));
      assert.match(after, /SECOND/);
      assert.doesNotMatch(after, /FIRST/);

      assert.equal(await statements.read(debtorIban, '4711'), undefined);
      assert.equal(await statements.list('AE00NOBODY', null), undefined);
    } finally {
      await bank.stop();
    }
  });
}

function withHostileBanks(bench: StatementsBench): void {
  describe('with a hostile bank', () => {
    let hostile: Hostile;
    let statements: Statements;
    before(async () => {
      hostile = await startHostile(bench.idsIn);
      statements = statementsOf(bench.connect(hostile.url, TIMEOUT_MS));
    });
    after(() => hostile.stop());

    for (const [name, behaviour] of Object.entries(unreliable(bench))) {
      test(`${name} is no list`, async () => {
        hostile.behave(behaviour);
        assert.equal(await statements.list(IBAN, null), undefined);
      });
    }

    test('a list goes on until there is no more, and a bank that leads in circles comes to an end', async () => {
      const page = (response: Parameters<typeof say>[0], ...what: Parameters<StatementsBench['statementsPage']>) =>
        say(response, 200, JSON.stringify(bench.statementsPage(...what)));
      hostile.behave((response) =>
        hostile.requests.length === 1 ? page(response, [1, 2], '2') : page(response, [3], null),
      );
      assert.deepEqual(
        (await statements.list(IBAN, null))?.map(({ sequence }) => sequence),
        ['1', '2', '3'],
      );
      hostile.behave((response) => page(response, [1], '1'));
      assert((await statements.list(IBAN, null))?.length);
      // Half a list might hide a statement for ever.
      hostile.behave((response) =>
        hostile.requests.length === 1 ? page(response, [1, 2], '2') : say(response, 500, ''),
      );
      assert.equal(await statements.list(IBAN, null), undefined);
    });

    brokenFiles(() => ({ hostile, statements }));
    slowFiles(() => ({ hostile, statements }));
  });
}

interface There {
  readonly hostile: Hostile;
  readonly statements: Statements;
}

function brokenFiles(there: () => There): void {
  test('a statement that is refused is none', async () => {
    const { hostile, statements } = there();
    for (const status of [400, 401, 404, 500, 503]) {
      hostile.behave((response) => say(response, status, '<Document/>', 'application/xml'));
      assert.equal(await statements.read(IBAN, '1'), undefined);
    }
    hostile.behave((response) => void response.destroy());
    assert.equal(await statements.read(IBAN, '1'), undefined);
    hostile.behave(() => {});
    assert.equal(await statements.read(IBAN, '1'), undefined);
  });

  test('half a file is never taken for a whole one', async () => {
    const { hostile, statements } = there();
    hostile.behave((response) => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.write('<Document>', () => response.destroy());
    });
    await assert.rejects(async () => await textOf(await statements.read(IBAN, '1')));
    // Nor one that does not go on.
    hostile.behave((response) => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.write('<Document>');
    });
    await assert.rejects(async () => await textOf(await statements.read(IBAN, '1')), /did not go on in time/);
  });
}

function slowFiles(there: () => There): void {
  test('a long file may take longer than one call, as long as it goes on, and whoever reads it takes their time', async () => {
    const { hostile, statements } = there();
    const parts = 8;
    hostile.behave((response) => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      let sent = 0;
      const timer = setInterval(() => {
        response.write(`<part>${sent}</part>`);
        sent += 1;
        if (sent < parts) return;
        clearInterval(timer);
        response.end();
      }, TIMEOUT_MS / 4);
    });
    assert.equal((await textOf(await statements.read(IBAN, '1'))).split('<part>').length - 1, parts);
    const slow = await statements.read(IBAN, '1');
    assert(slow);
    let text = '';
    for await (const part of slow) {
      if (text === '') await new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS * 1.5));
      text += new TextDecoder().decode(part);
    }
    assert.equal(text.split('<part>').length - 1, parts);
  });

  test('a reader that has seen enough lets go of the connection', async () => {
    const { hostile, statements } = there();
    const closed = new Promise<void>((resolve) => {
      hostile.behave((response) => {
        response.on('close', resolve);
        response.writeHead(200, { 'content-type': 'application/xml' });
        response.write('<Document>');
      });
    });
    const parts = await statements.read(IBAN, '1');
    assert(parts);
    for await (const _ of parts) break;
    await closed;
  });
}
