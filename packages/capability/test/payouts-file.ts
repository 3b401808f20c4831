import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The contract file as it was given to us, where that folder is there. */
const given = join(import.meta.dirname, '../../../../shared/contracts/payouts-payments.capability.yaml');
const elsewhere = '/work/shared/contracts/payouts-payments.capability.yaml';
export const contractFile = [given, elsewhere].find((file) => existsSync(file)) ?? null;

const id = '- { name: payment_id, in: path, type: string, required: true }';
const read = (path: string, name: string, parameter = id): string => `
        - name: ${name}
          path: ${path}
          operations:
            - name: ${name}
              method: GET
              inputParameters: [${parameter.replace(/^- /, '')}]
              outputParameters: [{ name: result, type: object, value: $. }]`;

/** A file of our own that says the same: five operations of payouts, as REST and as tools. */
export const payoutsFile = `naftiko: 1.0.0-alpha2
info: { label: Payouts, description: 'The five operations of payouts.' }
binds:
  - namespace: env
    keys: { LEAN_API_TOKEN: LEAN_API_TOKEN }
capability:
  consumes:
    - type: http
      namespace: payouts-payments
      baseUri: https://payouts.test
      resources:
        - name: createPayoutPayment
          path: /payouts/v1/payment
          operations:
            - name: createPayoutPayment
              method: POST
              inputParameters: [{ name: body, in: body, type: object, required: true }]${read('/payouts/v1/payments', 'listPayouts', '- ').replace('[]', '[]')}${read('/payouts/v1/payments/{payment_id}/history', 'getPayoutPaymentHistory')}${read('/payouts/v1/{payment_id}', 'getPayout')}${read(
                '/payouts/v1/intents/{payment_intent_id}',
                'getPayoutIntent',
                '- { name: payment_intent_id, in: path, type: string, required: true }',
              )}
      authentication:
        type: apikey
        key: Authorization
        value: 'Bearer {{env.LEAN_API_TOKEN}}'
        placement: header
  exposes:
    - type: rest
      namespace: payouts-payments-rest
      port: 8080
      resources:
        - path: /v1/payouts/v1/payment
          operations:
            - { method: POST, call: payouts-payments.createPayoutPayment, with: { body: rest.body } }
        - path: /v1/payouts/v1/payments
          operations:
            - { method: GET, call: payouts-payments.listPayouts, with: {} }
        - path: /v1/payouts/v1/payments/{payment_id}/history
          operations:
            - method: GET
              call: payouts-payments.getPayoutPaymentHistory
              with: { payment_id: rest.path.payment_id }
        - path: /v1/payouts/v1/{payment_id}
          operations:
            - { method: GET, call: payouts-payments.getPayout, with: { payment_id: rest.path.payment_id } }
        - path: /v1/payouts/v1/intents/{payment_intent_id}
          operations:
            - method: GET
              call: payouts-payments.getPayoutIntent
              with: { payment_intent_id: rest.path.payment_intent_id }
    - type: mcp
      namespace: payouts-payments-mcp
      port: 9090
      transport: http
      tools:
        - name: lean-createpayoutpayment
          description: Create a payout
          hints: { readOnly: false, destructive: false, idempotent: false }
          call: payouts-payments.createPayoutPayment
          with: { body: tools.body }
        - name: lean-getpayout
          description: Read a payout
          hints: { readOnly: true }
          call: payouts-payments.getPayout
          with: { payment_id: tools.payment_id }
`;

/** A small file: one REST operation at `path` that answers `said`, and more if asked for. */
export const smallFile = ({
  namespace = 'small',
  path = '/hello',
  said = 'hello',
  port = 8080,
  more = '',
}: {
  readonly namespace?: string;
  readonly path?: string;
  readonly said?: string;
  readonly port?: number;
  readonly more?: string;
}): string => `naftiko: 1.0.0-alpha2
info: { label: Small, description: A small file. }
capability:
  exposes:
    - type: rest
      namespace: ${namespace}-rest
      port: ${port}
      resources:
        - path: ${path}
          operations:
            - { method: GET, outputParameters: [{ name: said, type: string, value: ${said} }] }
${more}`;
