import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeTools } from '../src/mcp/mcp-server.ts';
import { createOpenApiDocuments } from '../src/openapi/document.ts';
import { readCapability } from '../src/reading/read-capability.ts';
import { connect, contractTools, desk, expose, OPENAPI, PAYOUT_ID, REVISIONS } from './mcp-desk.ts';
import { json, type Received, standIn } from './stand-in.ts';

const body = { amount: 100.5, currency: 'AED', destination_id: PAYOUT_ID };

function payouts({ method, url }: Received, response: Parameters<typeof json>[0]): void {
  if (method === 'POST') json(response, '{"id":"p1","amount":100.50}', 201);
  else if (url.startsWith('/payouts/v1/payments?') || url === '/payouts/v1/payments') json(response, { data: [] });
  else if (url.endsWith('/history')) json(response, [{ status: 'PENDING' }]);
  else
    json(
      response,
      { status: 'UNKNOWN_PAYOUT', message: 'There is no payout with that id.', money_moved: 'no', retryable: false },
      404,
    );
}

for (const revision of REVISIONS) {
  describe(`a stock client of ${revision}`, () => {
    test('sees the tools of the contract file in their order, with the hints that the file has', async () => {
      await using running = await desk([expose(contractTools('http://127.0.0.1:1'))]);
      await using client = await connect(running.url, revision);
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.map(({ name }) => name),
        [
          'lean-createpayoutpayment',
          'lean-listpayouts',
          'lean-getpayoutpaymenthistory',
          'lean-getpayout',
          'lean-getpayoutintent',
        ],
      );
      assert.deepEqual(tools[0]?.annotations, { readOnlyHint: false, destructiveHint: false, idempotentHint: false });
      assert.deepEqual(tools[1]?.annotations, { readOnlyHint: true, destructiveHint: false, idempotentHint: true });
      assert.deepEqual(tools[0]?.inputSchema.required, ['body']);
      assert.deepEqual(Object.keys(tools[0]?.inputSchema.properties ?? {}), ['body', 'idempotency_key']);
      assert.deepEqual(tools[1]?.inputSchema, { type: 'object', properties: {}, additionalProperties: false });
      assert.equal(tools[3]?.description, 'Lean lean-getpayout');
      assert.equal(client.getInstructions(), 'Payouts of the desk.');
    });

    test('gets answers, refusals and what is wrong with its arguments', async () => {
      await using shop = await standIn(payouts);
      await using running = await desk([expose(contractTools(shop.url, OPENAPI))]);
      await using client = await connect(running.url, revision);
      await client.listTools();
      const paid = await client.callTool({ name: 'lean-createpayoutpayment', arguments: { body } });
      assert.equal(paid.isError, undefined);
      assert.deepEqual(paid.content[0], { type: 'text', text: '{"id":"p1","amount":100.50}' });
      const refused = await client.callTool({ name: 'lean-getpayout', arguments: { payment_id: PAYOUT_ID } });
      assert.equal(refused.isError, true);
      assert.deepEqual(refused.content[0], {
        type: 'text',
        text: 'UNKNOWN_PAYOUT: There is no payout with that id. (HTTP 404; money_moved: no; retryable: false)',
      });
      const wrong = await client.callTool({
        name: 'lean-createpayoutpayment',
        arguments: { body: { ...body, amount: 'x' } },
      });
      assert.equal(wrong.isError, true);
      assert.match(JSON.stringify(wrong.content), /invalid-arguments: body\.amount must be number.*money_moved: no/);
      await assert.rejects(client.callTool({ name: 'nothing' }), { code: -32602 });
      assert.equal(shop.received.length, 2);
    });
  });
}

const contract = fileURLToPath(
  new URL('../../../../shared/contracts/payouts-payments.capability.yaml', import.meta.url),
);

test('the contract file as it is read gives the same tools', { skip: !existsSync(contract) }, async () => {
  const { capability } = await readCapability(contract);
  const exposes = capability?.exposes.filter((one) => one.type === 'mcp') ?? [];
  const openapi = createOpenApiDocuments((sentence) => assert.fail(sentence));
  const shown = (tools: ReturnType<typeof describeTools>) =>
    tools.map(({ entry: { description: _, ...entry }, input, isWriting }) => ({ entry, input, isWriting }));
  const byHand = [expose(contractTools('https://api2.leantech.me'))];
  assert.deepEqual(shown(describeTools(exposes, openapi)), shown(describeTools(byHand, openapi)));
});
