import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { declared, path, rest, template, tool, variables } from '../../test/models.ts';
import type { Json, Source } from '../capability.ts';
import { fillTemplate } from '../expressions/fill-template.ts';
import { Fault } from './fault.ts';
import { resolveSource, resolveWith } from './resolve-with.ts';
import type { Input } from './runtime.ts';
import { argumentIn, lookupIn, openScope } from './scope.ts';

const bound = variables({ TOKEN: 'secret', 'env.TOKEN': 'secret', id: 'bound' });
const open = (input: Input, steps: Record<string, Json> = {}) =>
  openScope(input, bound, new Map(Object.entries(steps)));
const NOTHING: ReadonlyMap<string, Json> = new Map();

const request = rest({
  path: { payment_id: 'p1' },
  query: [
    ['limit', '10'],
    ['state', 'a'],
    ['state', 'b'],
  ],
  headers: { 'x-trace': 't', cookie: 'a=1; session=s=2' },
  body: { amount: JSON.rawJSON('1.10'), payee: { name: 'N', ibans: ['i0', 'i1'] }, nothing: null, limit: 'body' },
});

describe('where a value comes from', () => {
  const cases: readonly (readonly [Source, Json | undefined])[] = [
    [{ kind: 'path', name: 'payment_id' }, 'p1'],
    [{ kind: 'path', name: 'Payment_ID' }, 'p1'],
    [{ kind: 'path', name: 'toString' }, undefined],
    [{ kind: 'query', name: 'limit' }, '10'],
    [{ kind: 'query', name: 'state' }, ['a', 'b']],
    [{ kind: 'query', name: 'LIMIT' }, '10'],
    [{ kind: 'query', name: 'none' }, undefined],
    [{ kind: 'header', name: 'X-Trace' }, 't'],
    [{ kind: 'header', name: 'constructor' }, undefined],
    [{ kind: 'body', path: ['payee', 'ibans', '1'] }, 'i1'],
    [{ kind: 'body', path: ['payee', 'NAME'] }, 'N'],
    [{ kind: 'body', path: ['nothing'] }, null],
    [{ kind: 'body', path: ['nothing', 'more'] }, undefined],
    [{ kind: 'body', path: ['__proto__'] }, undefined],
    [{ kind: 'anywhere', name: 'payment_id' }, 'p1'],
    [{ kind: 'anywhere', name: 'limit' }, '10'],
    [
      { kind: 'anywhere', name: 'payee' },
      { name: 'N', ibans: ['i0', 'i1'] },
    ],
    [{ kind: 'parameter', name: 'payment_id' }, 'p1'],
    [{ kind: 'literal', value: '{{TOKEN}}' }, '{{TOKEN}}'],
    [{ kind: 'argument', name: 'x' }, undefined],
    [{ kind: 'template', template: template('{{payment_id}}') }, 'p1'],
    [{ kind: 'template', template: template('{{rest.body.payee.ibans}}') }, ['i0', 'i1']],
    [
      {
        kind: 'template',
        template: template('{{rest.query.limit}}/{{rest.path.payment_id}}/{{rest.header.X-Trace}}/{{none}}'),
      },
      '10/p1/t/',
    ],
    [{ kind: 'template', template: template('{{shop-rest.payment_id}} {{rest.limit}}') }, 'p1 10'],
  ];
  for (const [source, expected] of cases) {
    test(`of a request: ${JSON.stringify(source)}`, () =>
      assert.deepEqual(resolveSource(source, open(request)), expected));
  }

  test('the body is the very body, so that its bytes can be sent', () => {
    assert.equal(resolveSource({ kind: 'body', path: [] }, open(request)), request.body);
    assert.equal(JSON.stringify(resolveSource({ kind: 'body', path: ['amount'] }, open(request))), '1.10');
  });

  const given = { id: 7, body: { a: 1 }, 'x.y': 'points', x: { y: 'inside', z: [0] } };
  const toolCases: readonly (readonly [string, Input, Json | undefined])[] = [
    ['id', tool(given), 7],
    ['ID', tool(given), 7],
    ['body', tool(given), { a: 1 }],
    ['body.a', tool(given), 1],
    ['x.y', tool(given), 'points'],
    ['x.z', tool(given), [0]],
    ['body', tool({ id: 1 }), { id: 1 }],
    ['body', tool({ id: 1 }, { parameters: [declared('body')] }), undefined],
    ['hasOwnProperty', tool(given), undefined],
  ];
  for (const [name, input, expected] of toolCases) {
    test(`of a tool: ${name} of ${JSON.stringify(input.arguments)}`, () => {
      assert.deepEqual(resolveSource({ kind: 'argument', name }, open(input)), expected);
      if (name !== 'body') assert.deepEqual(resolveSource({ kind: 'parameter', name }, open(input)), expected);
    });
  }

  test('what is absent is left out of with, and null is not', () => {
    const sources = new Map<string, Source>([
      ['a', { kind: 'body', path: ['nothing'] }],
      ['b', { kind: 'query', name: 'none' }],
    ]);
    assert.deepEqual([...resolveWith(sources, open(request))], [['a', null]]);
  });
});

describe('declared parameters', () => {
  const values = (parameters: Input['parameters'], input: Input = request) =>
    Object.fromEntries([...open({ ...input, parameters }).incoming].filter(([name]) => name !== 'payment_id'));

  test('have the type that is declared, digit by digit, or stay text', () => {
    const query = ['10', '1.10', 'true', '007', 'x', ' 1'].map((value, at) => [`q${at}`, value] as const);
    const types = ['integer', 'number', 'boolean', 'integer', 'number', 'number'];
    const parameters = types.map((type, at) => declared(`q${at}`, 'query', { type }));
    assert.equal(
      JSON.stringify(values(parameters, { ...request, query })),
      '{"q0":10,"q1":1.10,"q2":true,"q3":"007","q4":"x","q5":" 1"}',
    );
  });

  test('come from their place', () => {
    const parameters = [
      declared('x-trace', 'header'),
      declared('session', 'cookie'),
      declared('amount', 'body', { type: 'number' }),
      declared('iban', 'body', { value: { kind: 'path', path: path('$.payee.ibans[1]') } }),
      declared('fixed', 'query', { value: { kind: 'constant', value: template('of {{TOKEN}}') } }),
      declared('gone', 'query'),
    ];
    assert.equal(
      JSON.stringify(values(parameters)),
      '{"x-trace":"t","session":"s=2","amount":1.10,"iban":"i1","fixed":"of secret"}',
    );
  });

  test('that are the body itself', () => {
    const body = { a: 1 };
    const names = (...parameters: Input['parameters']) => values(parameters, rest({ body }));
    assert.deepEqual(names(declared('body', 'body', { type: 'object' })), { body });
    assert.deepEqual(names(declared('order', 'body', { type: 'object' })), { order: body });
    assert.deepEqual(names(declared('order', 'body')), {});
    assert.deepEqual(names(declared('order', 'body', { type: 'object' }), declared('a', 'body')), { a: 1 });
  });

  test('that are missing are named', () => {
    const input = tool({}, { parameters: [declared('id', 'argument', { required: true })] });
    assert.throws(
      () => open(input),
      (error) => error instanceof Fault && error.code === 'missing-argument' && /"id"/.test(error.message),
    );
  });
});

describe('variables', () => {
  const look = (text: string, input: Input, given: Record<string, Json> = {}, steps: Record<string, Json> = {}) =>
    fillTemplate(template(text), lookupIn(open(input, steps), new Map(Object.entries(given))));

  test('are those of with, then of steps, then bound, then of the caller', () => {
    const input = tool({ id: 'caller', a: 'caller', s: 'caller' });
    assert.equal(look('{{id}}', input), 'bound');
    assert.equal(look('{{id}}', input, {}, { id: 'step' }), 'step');
    assert.equal(look('{{id}}', input, { id: 'with' }, { id: 'step' }), 'with');
    assert.equal(look('{{a}}', input, { A: 'with' }), 'caller');
    assert.equal(look('{{a}}', tool({}), { A: 'with' }), 'with');
    assert.equal(look('{{s.f.0}}', input, {}, { s: { f: ['first'] } }), 'first');
  });

  test('of the caller never stand in for bound ones', () => {
    const input = tool({ TOKEN: 'mine', env: { TOKEN: 'mine' }, 'env.TOKEN': 'mine' });
    assert.equal(look('{{TOKEN}} {{env.TOKEN}}', input), 'secret secret');
  });

  test('null that with gives is null, not what lies beneath', () => {
    assert.equal(look('{{id}}', tool({ id: 'caller' }), { id: null }), null);
    assert.equal(look('<{{id}}>', tool({ id: 'caller' }), { id: null }), '<>');
  });

  test('in what a caller gives are text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('{{TOKEN}}', '{{env.TOKEN}}', '{{{TOKEN}}}'), (text, hostile) => {
        const value = `${text}${hostile}`;
        assert.equal(look('{{x}}', tool({ x: value })), value);
        assert.equal(look('a{{x}}b', tool({ x: value })), `a${value}b`);
      }),
    );
  });

  test('bound or of steps are no arguments by their name alone', () => {
    const scope = open(tool({ a: 1 }), { s: 1 });
    const argument = argumentIn(scope, NOTHING);
    assert.deepEqual(['a', 'A', 'TOKEN', 'id', 's'].map(argument), [1, 1, undefined, undefined, undefined]);
  });

  test('an argument that a tool does not declare is none, where it declares some', () => {
    const scope = open(tool({ id: 1, amount: 5 }, { parameters: [declared('id')] }));
    assert.deepEqual(['id', 'amount'].map(argumentIn(scope, NOTHING)), [1, undefined]);
    assert.equal(fillTemplate(template('{{amount}}'), lookupIn(scope, NOTHING)), undefined);
  });
});
