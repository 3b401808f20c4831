import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { output, path, template } from '../../test/models.ts';
import type { Json, Output } from '../capability.ts';
import { Fault } from './fault.ts';
import { shapeOutputs } from './shape-output.ts';

const NODE: Json = {
  id: 'o1',
  amount: JSON.rawJSON('1.10'),
  state: 'P',
  nothing: null,
  lines: [
    { sku: 'a', tags: [{ t: 1 }, { t: 2 }] },
    { sku: 'b', tags: { t: 3 } },
  ],
};

const object = (properties: Record<string, Output>, mapping: Output['mapping'] = null) =>
  output({ type: 'object', mapping, properties: new Map(Object.entries(properties)) });
const at = (text: string, rest: Partial<Output> = {}) => output({ mapping: path(text), ...rest });
const shape = (...outputs: Output[]) =>
  JSON.stringify(shapeOutputs(outputs, NODE, (names) => (names[0] === 'x' ? 'yes' : undefined)));

describe('shaping', () => {
  const cases: readonly (readonly [string, readonly Output[], string])[] = [
    ['the first that is something', [at('$.nothing'), at('$.none'), at('$.id'), at('$.state')], '"o1"'],
    ['nothing', [at('$.none')], 'null'],
    ['numbers digit by digit', [at('$.amount', { type: 'number' })], '1.10'],
    [
      'an object of what is there and null for what is not',
      [object({ n: at('$.id'), m: at('$.none') })],
      '{"n":"o1","m":null}',
    ],
    ['an object within its own mapping', [object({ n: at('$.sku') }, path('$.lines[1]'))], '{"n":"b"}'],
    ['an object without properties', [output({ type: 'object', mapping: path('$.lines[1].tags') })], '{"t":3}'],
    [
      'properties by their names where they say no path',
      [object({ id: output({}), deep: object({ state: output({}) }) })],
      '{"id":"o1","deep":{"state":"P"}}',
    ],
    [
      'lists all the way down, and one where a list is wanted',
      [
        output({
          type: 'array',
          mapping: path('$.lines'),
          items: object({ tags: at('$.tags', { type: 'array', items: at('$.t', { type: 'integer' }) }) }),
        }),
      ],
      '[{"tags":[1,2]},{"tags":[3]}]',
    ],
    ['values replaced by others', [at('$.state', { values: new Map<string, Json>([['P', 'paid']]) })], '"paid"'],
    ['text cut by signs, not in half', [output({ value: template('a😀b'), maxLength: 2 })], '"a😀"'],
    ['a value with its type', [output({ type: 'integer', value: template('12') })], '12'],
    ['a value of a variable as text', [output({ value: template('{{x}} {{none}}') })], '"yes "'],
    ['a value of a variable that is missing', [output({ value: template('{{none}}') }), at('$.id')], '"o1"'],
    ['a list of all', [at('$.lines[*].sku', { type: 'array' })], '["a","b"]'],
  ];
  for (const [name, outputs, expected] of cases) test(name, () => assert.equal(shape(...outputs), expected));

  test('a value that is not of its type is a fault', () => {
    for (const type of ['number', 'integer', 'boolean', 'array'] as const) {
      assert.throws(
        () => shape(output({ type, value: template('{{x}}') })),
        (error) => error instanceof Fault && error.code === 'mapping-failed',
      );
    }
  });
});
