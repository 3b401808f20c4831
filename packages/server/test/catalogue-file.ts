// The five operations of payouts as catalogues of capability files write them: variables in single braces, parameters with
// types, a body as a parameter, nothing declared where it is exposed, the token as an apikey in the header.
const operations = [
  { id: 'createPayoutPayment', method: 'POST', path: '/payouts/v1/payment', parameter: 'body' },
  { id: 'listPayouts', method: 'GET', path: '/payouts/v1/payments', parameter: null },
  {
    id: 'getPayoutPaymentHistory',
    method: 'GET',
    path: '/payouts/v1/payments/{payment_id}/history',
    parameter: 'payment_id',
  },
  { id: 'getPayout', method: 'GET', path: '/payouts/v1/{payment_id}', parameter: 'payment_id' },
  {
    id: 'getPayoutIntent',
    method: 'GET',
    path: '/payouts/v1/intents/{payment_intent_id}',
    parameter: 'payment_intent_id',
  },
] as const;

type Operation = (typeof operations)[number];

const given = ({ parameter }: Operation, place: 'rest' | 'tools'): Record<string, string> => {
  if (parameter === null) return {};
  return {
    [parameter]: parameter === 'body' || place === 'tools' ? `${place}.${parameter}` : `rest.path.${parameter}`,
  };
};

const consumed = (operation: Operation) => ({
  name: operation.id,
  path: operation.path,
  operations: [
    {
      name: operation.id,
      method: operation.method,
      outputRawFormat: 'json',
      inputParameters: (operation.parameter === null ? [] : [operation.parameter]).map((name) =>
        name === 'body'
          ? { name, in: 'body', type: 'object', required: true }
          : { name, in: 'path', type: 'string', required: true },
      ),
      outputParameters: [{ name: 'result', type: 'object', value: '$.' }],
    },
  ],
});

/** Such a file, as JSON, which is YAML too. It calls an address that never answers until `--base-uri` gives another. */
export function catalogueFile(): string {
  return JSON.stringify({
    naftiko: '1.0.0-alpha2',
    info: { label: 'Payouts', description: 'The five operations.', tags: ['Payouts'] },
    binds: [{ namespace: 'env', keys: { DESK_TOKEN: 'DESK_TOKEN' } }],
    capability: {
      consumes: [
        {
          type: 'http',
          namespace: 'desk',
          baseUri: 'https://desk.invalid',
          description: 'A desk.',
          resources: operations.map(consumed),
          authentication: {
            ...{ type: 'apikey', key: 'Authorization', value: 'Bearer {{env.DESK_TOKEN}}', placement: 'header' },
          },
        },
      ],
      exposes: [
        {
          ...{ type: 'rest', namespace: 'desk-rest', port: 8080, description: 'REST.' },
          resources: operations.map((operation) => ({
            path: `/v1${operation.path}`,
            name: operation.id,
            operations: [
              {
                ...{ method: operation.method, name: operation.id, description: operation.id },
                ...{ call: `desk.${operation.id}`, with: given(operation, 'rest') },
              },
            ],
          })),
        },
        {
          ...{ type: 'mcp', namespace: 'desk-mcp', port: 9090, transport: 'http', description: 'Tools.' },
          tools: operations.map((operation) => ({
            name: `lean-${operation.id.toLowerCase()}`,
            description: operation.id,
            hints: { readOnly: operation.method === 'GET', destructive: false, idempotent: operation.method === 'GET' },
            call: `desk.${operation.id}`,
            with: given(operation, 'tools'),
          })),
        },
      ],
    },
  });
}
