import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { restExpose } from '../../test/rest-expose.ts';
import { findRouteClashes } from './find-route-clashes.ts';
import { createRouteTable } from './route-table.ts';

type Operations = Parameters<typeof restExpose>[0];

/** Path and values of what is found, with the names that the operation of the method gives them. */
function find(paths: Operations, pathname: string, method = 'GET'): string {
  const match = createRouteTable([restExpose(paths)]).find(pathname);
  if (match === undefined) return 'nothing';
  const endpoint = match.route.endpoints.get(method);
  if (endpoint === undefined) return match.route.forward === null ? 'no method' : 'forward';
  const values = endpoint.names.map((name, at) => `${name}=${match.values[at]}`);
  return [endpoint.operation.name, ...values].join(' ');
}

const payouts: Operations = [
  ['GET', '/v1/payouts/v1/{payment_id}', 'getPayout'],
  ['POST', '/v1/payouts/v1/payment', 'createPayoutPayment'],
  ['GET', '/v1/payouts/v1/payments', 'listPayouts'],
  ['GET', '/v1/payouts/v1/payments/{payment_id}/history', 'getHistory'],
  ['GET', '/v1/payouts/v1/intents/{payment_intent_id}', 'getIntent'],
];

describe('the routes of exposed resources', () => {
  const found: readonly (readonly [string, string, string?])[] = [
    ['/v1/payouts/v1/payments', 'listPayouts'],
    ['/v1/payouts/v1/payment', 'createPayoutPayment', 'POST'],
    // A literal path is its own place: its GET does not become a payment called "payment".
    ['/v1/payouts/v1/payment', 'no method', 'GET'],
    ['/v1/payouts/v1/p-1', 'getPayout payment_id=p-1'],
    ['/v1/payouts/v1/payments/p-1/history', 'getHistory payment_id=p-1'],
    ['/v1/payouts/v1/intents/i-1', 'getIntent payment_intent_id=i-1'],
    ['/v1/payouts/v1/a%2Fb', 'getPayout payment_id=a/b'],
    ['/v1/payouts/v1/%2e%2e', 'getPayout payment_id=..'],
    ['/v1/payouts/v1/%2525', 'getPayout payment_id=%25'],
    ['/v1/payouts/v1/caf%C3%A9', 'getPayout payment_id=café'],
    ['/v1/payouts/v1/', 'nothing'],
    ['/v1/payouts/v1', 'nothing'],
    ['/v1/payouts/v1/p-1/', 'nothing'],
    ['/V1/payouts/v1/payments', 'nothing'],
    ['/v1/payouts/v1/payments/p-1', 'nothing'],
  ];
  for (const [pathname, wanted, method] of found) {
    it(`${method ?? 'GET'} ${pathname} is ${wanted}`, () => {
      assert.equal(find(payouts, pathname, method), wanted);
      assert.equal(find(payouts.toReversed(), pathname, method), wanted, 'the order of the file does not matter');
    });
  }

  it('gives each method its own names for one place', () => {
    const paths: Operations = [
      ['GET', '/a/{x}/b', 'read'],
      ['DELETE', '/a/{y-z.1}/b', 'drop'],
      ['GET', '/a/{other}', 'other'],
    ];
    assert.equal(find(paths, '/a/1/b'), 'read x=1');
    assert.equal(find(paths, '/a/1/b', 'DELETE'), 'drop y-z.1=1');
    assert.equal(find(paths, '/a/1'), 'other other=1');
  });

  it('goes back to a variable where a literal leads nowhere', () => {
    const paths: Operations = [
      ['GET', '/a/{x}/b', 'variable'],
      ['GET', '/a/lit/c', 'literal'],
    ];
    assert.equal(find(paths, '/a/lit/b'), 'variable x=lit');
  });

  it('reads variables that are parts of a segment', () => {
    const paths: Operations = [
      ['GET', '/a/{id}.json', 'json'],
      ['POST', '/a/{id}:cancel', 'cancel'],
      ['GET', '/rates/{from}-{to}', 'rate'],
      ['GET', '/b/pre_{id}_post', 'middle'],
    ];
    assert.equal(find(paths, '/a/7.json'), 'json id=7');
    assert.equal(find(paths, '/a/7:cancel', 'POST'), 'cancel id=7');
    assert.equal(find(paths, '/rates/AED-SAR'), 'rate from=AED to=SAR');
    assert.equal(find(paths, '/b/pre_7_post'), 'middle id=7');
    assert.equal(find(paths, '/b/7'), 'nothing');
  });

  it('lets a last variable called path span segments', () => {
    const paths: Operations = [
      ['GET', '/files/{path}', 'file'],
      ['GET', '/files/index', 'index'],
    ];
    assert.equal(find(paths, '/files/a/b/c.txt'), 'file path=a/b/c.txt');
    assert.equal(find(paths, '/files/a'), 'file path=a');
    assert.equal(find(paths, '/files/index'), 'index');
    assert.equal(find(paths, '/files/'), 'nothing');
  });

  it('takes names that objects have of their own', () => {
    assert.equal(find([['GET', '/a/{__proto__}/{constructor}', 'op']], '/a/1/2'), 'op __proto__=1 constructor=2');
  });
});

describe('clashes of routes', () => {
  const messages = (...exposes: readonly ReturnType<typeof restExpose>[]): string[] =>
    findRouteClashes(exposes).map(({ line, code, message }) => `${line} ${code} ${message}`);

  it('are told with both places, across files and names of variables', () => {
    const first = restExpose([['GET', '/a/{x}', 'one']], { file: 'one.yaml' });
    const second = restExpose([['GET', '/a/{y}', 'two']], { file: 'two.yaml' });
    assert.deepEqual(messages(first, second), [
      '1 route-clash GET /a/{y} is served already: GET /a/{x} in one.yaml:1:1 is the same method and place',
    ]);
  });

  it('are not there for other methods, literals and longer paths', () => {
    const expose = restExpose([
      ['GET', '/a/{x}', 'one'],
      ['POST', '/a/{x}', 'two'],
      ['GET', '/a/b', 'three'],
      ['GET', '/a/{x}/c', 'four'],
      ['GET', '/a/{path}', 'five'],
    ]);
    assert.deepEqual(messages(expose), []);
  });

  for (const path of ['/a/*', 'a', '/a?b=1', '/a/{x}{y}', '/a#b']) {
    it(`${path} cannot be served`, () => {
      assert.match(messages(restExpose([['GET', path, 'one']])).join(), /unusable-path/);
    });
  }
});
