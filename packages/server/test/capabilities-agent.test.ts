import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

describe('an agent with a stock MCP client', () => {
  let sarf: RunningSarf;
  let client: Client;
  before(async () => {
    sarf = await startSarf({ capability: true });
    client = new Client({ name: 'agent', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(sarf.capability?.mcp ?? '')));
  });
  after(async () => {
    await client?.close();
    await sarf?.stop();
  });

  const use = async (name: string, args: Record<string, unknown> = {}): Promise<Json> => {
    const result: Json = await client.callTool({ name, arguments: args });
    assert.notEqual(result.isError, true, JSON.stringify(result));
    return result.structuredContent ?? JSON.parse(result.content[0].text);
  };
  const order = (): Record<string, unknown> => ({
    amount: 12.5,
    currency: 'AED',
    destination_id: sarf.sandbox.destinationId,
    reference: 'INV-1',
  });
  const countPayouts = async (): Promise<number> => (await sarf.sql`select from payouts`).length;

  test('sees the tools of all files, each with what it takes', async () => {
    const { tools } = await client.listTools();
    const byName = new Map(tools.map((tool) => [tool.name, tool]));
    assert.equal(byName.size, 26);
    const create: Json = byName.get('lean-createpayoutpayment');
    assert.deepEqual(create.annotations, {
      title: 'Create a payout',
      readOnlyHint: false,
      destructiveHint: false,
      idempotentHint: false,
    });
    const { body } = create.inputSchema.properties;
    assert.deepEqual(body.required, ['amount', 'currency', 'destination_id']);
    assert.match(body.properties.amount.description, /major units/);
    for (const { name, description, inputSchema, annotations } of tools) {
      assert.equal(inputSchema.type, 'object', name);
      assert.ok((description ?? '').length > 60, `${name} says what it does`);
      // What changes nothing says so, and nothing else does.
      const reads = /list|get|explain|preview/.test(name);
      assert.equal(annotations?.readOnlyHint, reads, name);
    }
  });

  test('looks first, pays, and sees it COMPLETED', async () => {
    const accounts = await use('lean-listpayoutaccounts');
    assert.ok(accounts.content.some(({ currency }: Json) => currency === 'AED'));
    const preview = await use('preview_createpayoutpayment', { body: order() });
    assert.deepEqual([preview.verdict, preview.total], ['WOULD_BE_QUEUED', 12.5]);
    assert.equal(await countPayouts(), 0);
    const { id } = await use('lean-createpayoutpayment', { body: order() });
    const payout = await until('it is completed', async () => {
      const found = await use('lean-getpayout', { payment_id: id });
      return found.status === 'COMPLETED' && found;
    });
    assert.equal(payout.amount, 12.5);
    assert.equal((await use('lean-explainpayout', { payment_id: id })).money_moved, 'yes');
    const listed = await use('lean-listpayouts', { reference: 'INV-1', page_size: 1 });
    assert.equal(listed.content[0].id, id);
    // It acts as the agent, whom an operator can limit and stop.
    const { content: history } = await use('lean-getpayoutpaymenthistory', { payment_id: id });
    assert.equal(history[0].actor, `client:${sarf.sandbox.agent.clientId}`);
  });

  test('that asks for the same again is given the first result, and nothing is paid twice', async () => {
    const before = await countPayouts();
    const again: Json = await client.callTool({ name: 'lean-createpayoutpayment', arguments: { body: order() } });
    assert.match(JSON.stringify(again.content), /replay|not carried out again|done again/);
    assert.equal(await countPayouts(), before);
  });

  test('is told why it is refused, whether money moved, and whether to try again', async () => {
    const body = { ...order(), amount: 1_000_000_000, reference: 'too much' };
    const refused: Json = await client.callTool({ name: 'lean-createpayoutpayment', arguments: { body } });
    assert.equal(refused.isError, true);
    assert.match(refused.content[0].text, /INSUFFICIENT_FUNDS.*money_moved: no.*retryable: true/);
  });
});
