import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type Socket } from 'node:net';
import { afterEach, describe, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { makeCertificate } from '../../test/test-certificate.ts';
import { openSender, type Post, type Sender } from './send.ts';

const sandbox = { allowLoopback: true, allowNetworks: [] };
const live = { allowLoopback: false, allowNetworks: [] };

const cleanings: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanings.splice(0)) clean();
});

async function listen(server: Server | ReturnType<typeof createRawServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanings.push(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A receiver that counts what it gets. */
async function receive(answer: RequestListener) {
  const count = { requests: 0, connections: 0 };
  const server = createServer((request, response) => {
    count.requests += 1;
    request.resume();
    answer(request, response);
  });
  server.on('connection', () => {
    count.connections += 1;
  });
  return { url: `http://127.0.0.1:${await listen(server)}/hooks?key=1`, count };
}

async function receiveRaw(answer: (socket: Socket) => void): Promise<string> {
  const server = createRawServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  return `http://127.0.0.1:${await listen(server)}/`;
}

function open(...given: Parameters<typeof openSender>): Sender {
  const sender = openSender(...given);
  cleanings.push(() => sender.close());
  return sender;
}

const post = (url: string, more: Partial<Post> = {}): Post => ({
  url,
  headers: { 'content-type': 'application/json', 'webhook-id': 'an id' },
  body: '{"name":"حداد"}',
  timeoutMs: 5_000,
  ...more,
});
const sendOnce = (url: string, more: Partial<Post> = {}) => open(sandbox).send(post(url, more));

describe('what is sent', () => {
  test('arrives as it is, with its headers', async () => {
    const got = Promise.withResolvers<unknown[]>();
    const { url } = await receive(async (request, response) => {
      response.end('thanks');
      const chunks: Buffer[] = await request.toArray();
      got.resolve([request.method, request.url, Buffer.concat(chunks).toString(), request.headers]);
    });
    const { durationMs, ...sent } = await sendOnce(url);
    assert.deepEqual(sent, { httpCode: 200, error: null, answer: 'thanks', retryAfter: null });
    assert.ok(Number.isInteger(durationMs) && durationMs >= 0 && durationMs < 5000);
    assert.deepEqual(await got.promise, [
      'POST',
      '/hooks?key=1',
      '{"name":"حداد"}',
      {
        host: new URL(url).host,
        'user-agent': 'Sarf-Webhooks/1',
        'content-length': '19',
        'content-type': 'application/json',
        'webhook-id': 'an id',
        connection: 'keep-alive',
      },
    ]);
  });

  test('goes over the connection that is there', async () => {
    const { url, count } = await receive((_, response) => response.end());
    const sender = open(sandbox);
    for (let turn = 0; turn < 5; turn += 1) assert.equal((await sender.send(post(url))).httpCode, 200);
    assert.deepEqual(count, { requests: 5, connections: 1 });
  });

  test('does not wait for another URL, not even one of the same receiver', async () => {
    const { url } = await receive((request, response) => {
      if (request.url === '/fast') response.end();
    });
    const sender = open(sandbox);
    const slow = Array.from({ length: 130 }, () => sender.send(post(url)));
    const fast = await sender.send(post(new URL('/fast', url).href, { timeoutMs: 1_000 }));
    assert.equal(fast.httpCode, 200);
    sender.close();
    for (const { error } of await Promise.all(slow)) assert.match(String(error), /stopped before/);
  });

  test('is an attempt also when it cannot be sent at all', async () => {
    const { url, count } = await receive((_, response) => response.end());
    const sent = await sendOnce(url, { headers: { 'webhook-id': 'two\nlines' } });
    assert.equal(sent.httpCode, null);
    assert.match(String(sent.error), /ERR_INVALID_CHAR/);
    assert.equal(count.requests, 0);
  });
});

describe('the answer', () => {
  const answerTo = async (answer: RequestListener) => sendOnce((await receive(answer)).url);

  test('may be empty', async () => {
    const sent = await answerTo((_, response) => response.writeHead(204).end());
    assert.deepEqual([sent.httpCode, sent.error, sent.answer], [204, null, null]);
  });

  test('may say when to come again', async () => {
    const sent = await answerTo((_, response) => response.writeHead(429, { 'retry-after': '120' }).end('slow down'));
    assert.deepEqual([sent.httpCode, sent.error, sent.answer, sent.retryAfter], [429, null, 'slow down', '120']);
  });

  test('is not followed elsewhere', async () => {
    const elsewhere = await receive((_, response) => response.end());
    const sent = await answerTo((_, response) => response.writeHead(307, { location: elsewhere.url }).end());
    assert.equal(sent.httpCode, 307);
    assert.equal(elsewhere.count.requests, 0);
  });

  test('may come after news that it will', async () => {
    const sent = await answerTo((_, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.end('done');
    });
    assert.deepEqual([sent.httpCode, sent.answer], [200, 'done']);
  });

  test('is read up to 4 KB and kept up to 1,024 characters', async () => {
    const closed = Promise.withResolvers<void>();
    const sent = await answerTo((_, response) => {
      response.on('close', closed.resolve);
      const more = (): void => {
        while (!response.closed && response.write('ab'.repeat(1000)));
        response.once('drain', more);
      };
      more();
    });
    assert.deepEqual([sent.httpCode, sent.error, sent.answer], [200, null, 'ab'.repeat(512)]);
    await closed.promise;
  });

  test('is kept in a form that does no harm', async () => {
    const of = async (text: string) => (await answerTo((_, response) => response.end(text))).answer;
    assert.equal(await of('a\u0000b\u001b[2Jc\r\nd\u202ee\u2028f'), 'a b [2Jc  d e f');
    assert.equal(await of(`${'a'.repeat(1023)}😀`), `${'a'.repeat(1023)}\ufffd`);
    assert.equal(await of('حداد'), 'حداد');
  });

  test('has to be HTTP', async () => {
    const sent = await sendOnce(await receiveRaw((socket) => socket.end('220 mail.example ESMTP\r\n')));
    assert.equal(sent.httpCode, null);
    assert.match(String(sent.error), /not HTTP/);
  });

  test('may not change the protocol', async () => {
    const head = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n';
    const sent = await sendOnce(await receiveRaw((socket) => socket.write(head)));
    assert.ok(sent.error);
  });

  test('may not have endless headers', async () => {
    const sent = await sendOnce(
      await receiveRaw((socket) => socket.write(`HTTP/1.1 200 OK\r\na: ${'b'.repeat(99_999)}`)),
    );
    assert.match(String(sent.error), /HPE_HEADER_OVERFLOW/);
  });
});

describe('an answer that does not come', () => {
  test('is waited for as long as was said', async () => {
    const { url } = await receive(() => {});
    const sent = await sendOnce(url, { timeoutMs: 100 });
    assert.deepEqual([sent.httpCode, sent.error], [null, 'There was no complete answer within 0.1 s.']);
    assert.ok(sent.durationMs >= 95 && sent.durationMs < 2_000, String(sent.durationMs));
  });

  test('is waited for no longer where it comes drop by drop', async () => {
    const { url } = await receive((_, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const sent = await sendOnce(url, { timeoutMs: 200 });
    assert.equal(sent.httpCode, 200);
    assert.match(String(sent.answer), /^\.+$/);
    assert.match(String(sent.error), /no complete answer/);
  });

  test('is told in words', async () => {
    const port = await listen(createRawServer());
    for (const clean of cleanings.splice(0)) clean();
    assert.equal((await sendOnce(`http://127.0.0.1:${port}`)).error, 'The connection was refused.');

    const { url, count } = await receive((request) => request.socket.destroy());
    assert.equal((await sendOnce(url)).error, 'The connection broke before there was an answer.');
    assert.equal(count.requests, 1);

    const half = await receive((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    const sent = await sendOnce(half.url);
    assert.deepEqual(
      [sent.httpCode, sent.answer, sent.error],
      [200, 'half', 'The connection broke in the middle of the answer.'],
    );
  });
});

describe('a kept connection that turns out to be closed', () => {
  /** Answers the first request, and then does with the others what is said. */
  const turning = (then: (request: { socket: Socket }, turn: number) => boolean) => {
    let turn = 0;
    return receive((request, response) => {
      turn += 1;
      if (turn === 1 || then(request, turn)) response.end(String(turn));
    });
  };

  test('is replaced at once', async () => {
    const { url, count } = await turning(({ socket }, turn) => {
      if (turn === 2) socket.destroy();
      return turn > 2;
    });
    const sender = open(sandbox);
    await sender.send(post(url));
    const { httpCode, answer } = await sender.send(post(url));
    assert.deepEqual([httpCode, answer], [200, '3']);
    assert.deepEqual(count, { requests: 3, connections: 2 });
  });

  test('is replaced once', async () => {
    const { url, count } = await turning(({ socket }) => {
      socket.destroy();
      return false;
    });
    const sender = open(sandbox);
    await sender.send(post(url));
    assert.match(String((await sender.send(post(url))).error), /broke before there was an answer/);
    assert.equal(count.requests, 3);
  });

  test('is not replaced when an answer had begun', async () => {
    let turn = 0;
    const { url, count } = await receive((_, response) => {
      turn += 1;
      if (turn === 1) return response.end();
      response.writeHead(200, { 'content-length': 100 }).write('half');
      return setTimeout(() => response.destroy(), 20);
    });
    const sender = open(sandbox);
    await sender.send(post(url));
    assert.match(String((await sender.send(post(url))).error), /middle of the answer/);
    assert.equal(count.requests, 2);
  });

  test('is not replaced where we closed it', async () => {
    const { url, count } = await turning(() => false);
    const sender = open(sandbox);
    await sender.send(post(url));
    const waiting = sender.send(post(url));
    while (count.requests < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    sender.close();
    assert.match(String((await waiting).error), /Sarf was stopped/);
    assert.deepEqual(count, { requests: 2, connections: 1 });
  });
});

describe('an address that is forbidden', () => {
  const at = (address: string) => async () => [{ address, family: 4 }];

  test('is not connected to when it stands in the URL', async () => {
    const { url, count } = await receive((_, response) => response.end());
    const secure = url.replace('http:', 'https:');
    assert.match(String((await open(live).send(post(secure))).error), /127\.0\.0\.1: it is not public/);
    assert.match(String((await open(live).send(post(url))).error), /must begin with https/);
    assert.match(String((await sendOnce('https://[::ffff:10.0.0.1]/')).error), /not public/);
    assert.deepEqual(count, { requests: 0, connections: 0 });
  });

  test('is not connected to when a name points to it', async () => {
    const { url, count } = await receive((_, response) => response.end());
    const named = `https://receiver.example:${new URL(url).port}/`;
    const sent = await open(live, { resolve: at('127.0.0.1') }).send(post(named));
    assert.deepEqual([sent.httpCode, sent.error], [null, 'The host has an address to which nothing is sent.']);
    assert.equal(count.connections, 0);
  });

  test('is not connected to when a name points to it only later', async () => {
    const { url, count } = await receive((_, response) => response.setHeader('connection', 'close').end());
    const addresses = ['127.0.0.1', '10.0.0.1'];
    const resolve = async () => [{ address: addresses.shift() ?? '', family: 4 }];
    const sender = open(sandbox, { resolve });
    const named = url.replace('127.0.0.1', 'localhost');
    assert.equal((await sender.send(post(named))).httpCode, 200);
    await new Promise((wake) => setTimeout(wake, 1_100));
    assert.match(String((await sender.send(post(named))).error), /nothing is sent/);
    assert.equal(count.requests, 1);
  });

  test('is looked up no more than once a connection', async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      // What would be connected to if the name were looked up a second time.
      return [{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    };
    const { url } = await receive((_, response) => response.end());
    const sent = await open(sandbox, { resolve }).send(post(url.replace('127.0.0.1', 'localhost')));
    assert.deepEqual([sent.httpCode, asked], [200, 1]);
  });
});

describe('a secure connection', () => {
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const { cert, key } = makeCertificate('receiver.example');
  const receiveSecurely = async (): Promise<number> =>
    listen(createTlsServer({ cert, key }, (request, response) => response.end(request.headers.host)));

  test('is made with whom the URL names, and with nobody else', async () => {
    const port = await receiveSecurely();
    const sender = open(sandbox, { resolve });
    const unknown = await sender.send(post(`https://receiver.example:${port}/`));
    assert.match(String(unknown.error), /No secure connection could be made \(\w*SELF_SIGNED\w*\)/);

    const before = getCACertificates('default');
    cleanings.push(() => setDefaultCACertificates(before));
    setDefaultCACertificates([...before, cert]);
    const trusting = open(sandbox, { resolve });
    const known = await trusting.send(post(`https://receiver.example:${port}/`));
    assert.deepEqual([known.httpCode, known.error, known.answer], [200, null, `receiver.example:${port}`]);
    const other = await trusting.send(post(`https://other.example:${port}/`));
    assert.match(String(other.error), /No secure connection could be made \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
  });

  test('is not made with who does not speak it', async () => {
    const { url } = await receive((_, response) => response.end());
    const sent = await open(sandbox, { resolve }).send(post(`https://receiver.example:${new URL(url).port}/`));
    assert.match(String(sent.error), /No secure connection could be made/);
  });
});
