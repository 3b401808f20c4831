import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type FastifyInstance, fastify } from 'fastify';
import { endConnections } from './closing.ts';

// Far below the minute for which Node keeps a connection that asks for nothing.
describe('a server that closes', { timeout: 20_000 }, () => {
  let app: FastifyInstance;
  let answer: PromiseWithResolvers<string>;
  let closing: PromiseWithResolvers<void>;
  let socket: Socket;
  let heard: string;
  beforeEach(async () => {
    app = fastify({ forceCloseConnections: 'idle' });
    endConnections(app);
    answer = Promise.withResolvers();
    closing = Promise.withResolvers();
    app.addHook('preClose', async () => closing.resolve());
    app.get('/', () => answer.promise);
    await app.listen({ port: 0 });
    const accepted = once(app.server, 'connection');
    const address = app.server.address();
    socket = connect(typeof address === 'object' && address ? address.port : 0, 'localhost');
    heard = '';
    socket.on('data', (chunk) => (heard += String(chunk)));
    socket.on('error', () => {});
    await accepted;
  });
  afterEach(() => socket.destroy());

  test('does not wait for a connection over which nothing was asked', async () => {
    const ended = once(socket, 'close');
    await app.close();
    await ended;
    assert.equal(heard, '');
  });

  test('does not wait for a request that has only begun', async () => {
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n');
    await app.close();
    assert.equal(heard, '');
  });

  test('answers what it was asked, and ends the connection with it', async () => {
    const asked = once(app.server, 'request');
    const ended = once(socket, 'close');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await asked;
    const closed = app.close();
    await closing.promise;
    answer.resolve('done');
    await Promise.all([closed, ended]);
    assert.match(heard, /^HTTP\/1\.1 200 .*connection: close.*done$/is);
  });
});
