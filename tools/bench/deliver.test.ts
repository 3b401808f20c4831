import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { ArrivalBook, type Arrivals, countAgain, judgeArrivals, latencies, spanMs } from './arrivals.ts';
import { readDelivery } from './read-delivery.ts';
import { DEAD, openReceiver } from './receiver-server.ts';

const requestOf = (path: string, id: string, createdAt = '2030-01-01T00:00:00.000Z'): string => {
  const body = `{"id":"${id}","type":"payout.created","created_at":"${createdAt}","payload":{"created_at":"no time"}}`;
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
    `webhook-id: ${id}\r\n\r\n${body}`
  );
};

const arrival = (id: string, atMs: number, { createdAtMs = 0, times = 1 } = {}) => ({ id, createdAtMs, atMs, times });

test('a delivery is read when it is whole, and nothing may follow it', () => {
  const text = requestOf('/one', 'e1');
  const createdAtMs = Date.UTC(2030, 0, 1);
  assert.deepEqual(readDelivery(Buffer.from(text)), { path: '/one', id: 'e1', createdAtMs });
  for (let length = 0; length < text.length; length += 1) {
    assert.equal(readDelivery(Buffer.from(text.slice(0, length))), 'more');
  }
  assert.equal(readDelivery(Buffer.from(`${text}x`)), 'broken');
  assert.equal(readDelivery(Buffer.from(requestOf('/one', 'e1', 'yesterday'))), 'broken');
  assert.equal(readDelivery(Buffer.from(text.replace('webhook-id', 'webhook-no'))), 'broken');
});

test('the book keeps when each event came first, and how often', () => {
  const book = new ArrivalBook();
  book.note({ path: '/a', id: 'e1', createdAtMs: 5 }, 10);
  book.note({ path: '/a', id: 'e2', createdAtMs: 6 }, 11);
  book.note({ path: '/b', id: 'e1', createdAtMs: 5 }, 12);
  book.note({ path: '/a', id: 'e1', createdAtMs: 5 }, 13);
  assert.deepEqual([book.count('/a'), book.count('/b'), book.count('/c')], [2, 1, 0]);
  assert.deepEqual(book.of(['/a', '/c']), {
    '/a': [arrival('e1', 10, { createdAtMs: 5, times: 2 }), arrival('e2', 11, { createdAtMs: 6 })],
    '/c': [],
  });
});

test('the span goes from the first arrival anywhere to the last at the paths that count', () => {
  const arrivals: Arrivals = {
    '/a': [arrival('e1', 100), arrival('e2', 250)],
    '/b': [arrival('e1', 110), arrival('e2', 300)],
    '/dead': [arrival('e1', 90), arrival('e2', 9000)],
  };
  assert.equal(spanMs(arrivals, ['/a', '/b']), 210);
  assert.equal(spanMs(arrivals, ['/a']), 160);
  assert.equal(spanMs(arrivals, ['/nobody']), 0);
});

test('the delay is counted of events made after the warm-up', () => {
  const late = Array.from({ length: 100 }, (_, n) => arrival(`e${n}`, 1001 + n, { createdAtMs: 1000 }));
  const arrivals: Arrivals = { '/a': [arrival('cold', 5000, { createdAtMs: 999 }), ...late] };
  assert.deepEqual(latencies(arrivals, 1000), { p50Ms: 51, p99Ms: 100 });
});

test('the gate wants every event at every living endpoint, knows no strangers, and lets nothing pass for everything', () => {
  const good: Arrivals = {
    '/a': [arrival('e1', 1), arrival('e2', 2, { times: 3 })],
    '/b': [arrival('e2', 1), arrival('e1', 2)],
    '/dead': [arrival('e1', 1, { times: 2 })],
  };
  assert.deepEqual(judgeArrivals(['e1', 'e2'], good, ['/a', '/b']), []);
  assert.equal(countAgain(good), 3);
  const bad: Arrivals = { ...good, '/b': [arrival('e2', 1)], '/dead': [arrival('who', 1)] };
  assert.deepEqual(judgeArrivals(['e1', 'e2'], bad, ['/a', '/b', '/c']), [
    '1 of 2 events did not come to /b',
    '2 of 2 events did not come to /c',
    '1 deliveries were of no event of this part',
  ]);
  assert.deepEqual(judgeArrivals([], {}, ['/a']), ['there were no events to be told of']);
});

test('the receiver answers the living over one connection, and the dead never, until it hangs up', async () => {
  const { server, book, hangUp } = openReceiver();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert(typeof address === 'object' && address);
  const open = () => connect(address.port, '127.0.0.1').setEncoding('latin1');
  const socket = open();
  for (const id of ['e1', 'e2', 'e1']) {
    // In two parts, as a large one may come.
    const text = requestOf('/living', id);
    socket.write(text.slice(0, 80));
    await new Promise((resolve) => setImmediate(resolve));
    socket.write(text.slice(80));
    const [answer] = await once(socket, 'data');
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\ncontent-length: 0\r\n\r\n$/);
  }
  assert.deepEqual(
    book.of(['/living'])['/living']?.map(({ id, times }) => [id, times]),
    [
      ['e1', 2],
      ['e2', 1],
    ],
  );
  const dead = open();
  let heard = '';
  dead.on('data', (text) => {
    heard += text;
  });
  dead.write(requestOf(DEAD, 'e1'));
  while (book.count(DEAD) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  hangUp();
  await once(dead, 'close');
  const late = open();
  late.write(requestOf(DEAD, 'e2'));
  await once(late, 'close');
  assert.equal(heard, '');
  socket.destroy();
  server.close();
});
