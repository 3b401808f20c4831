import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import type { SentFile } from '../auth/caller.ts';
import { Refusal } from '../foundation/refuse.ts';
import { limitReceiving, patientBytes, takeFiles } from './receiving.ts';

const isIncomplete = (error: unknown): boolean => error instanceof Refusal && error.code === 'BODY_INCOMPLETE';

/** Says something over a connection of its own, and gives all that is said back until it ends. */
async function talk({ server }: FastifyInstance, text: string): Promise<string> {
  const address = server.address();
  const socket = connect(typeof address === 'object' && address ? address.port : 0, 'localhost');
  socket.write(text);
  let heard = '';
  socket.on('data', (chunk) => (heard += String(chunk)));
  await once(socket, 'close');
  return heard;
}

describe('bodies that come slowly', () => {
  let app: FastifyInstance;
  before(async () => {
    app = fastify();
    limitReceiving(app, { idleMs: 150, fileMs: 1000 });
    app.post('/', async () => {
      // The answer may take longer than the body may.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return 'done';
    });
    await app.listen({ port: 0 });
  });
  after(() => app.close());

  const head = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\n';

  test('are given up', async () => {
    assert.match(await talk(app, `${head}content-length: 10\r\n\r\n{"a"`), /^HTTP\/1\.1 408 /);
    assert.match(await talk(app, `${head}transfer-encoding: chunked\r\n\r\n1\r\n`), /^HTTP\/1\.1 408 /);
  });

  test('are waited for no longer when they are there, however long the answer takes', async () => {
    assert.match(await talk(app, `${head}content-length: 2\r\n\r\n{}`), /^HTTP\/1\.1 200 .*done$/s);
    assert.match(await talk(app, `${head}content-length: 1\r\n\r\n{`), /^HTTP\/1\.1 400 /);
  });
});

describe('files that come slowly', () => {
  async function* slow(pauseMs: number, count: number): AsyncGenerator<Uint8Array> {
    for (let sent = 0; sent < count; sent += 1) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      yield Buffer.from('x');
    }
  }
  const read = async (bytes: AsyncIterable<Uint8Array>): Promise<number> => {
    let size = 0;
    for await (const { length } of bytes) size += length;
    return size;
  };

  test('are read to their end as long as there is always something', async () => {
    assert.equal(await read(patientBytes(slow(5, 20), { idleMs: 1000, fileMs: 10_000 })), 20);
  });

  test('are given up when nothing comes for too long, or all of it takes too long', async () => {
    await assert.rejects(read(patientBytes(slow(2000, 1), { idleMs: 50, fileMs: 10_000 })), isIncomplete);
    await assert.rejects(read(patientBytes(slow(20, 1000), { idleMs: 1000, fileMs: 100 })), isIncomplete);
  });

  test('are answered for what came of them, and the connection ends', async () => {
    const app = fastify();
    takeFiles(app, { mediaTypes: ['text/csv'], bytesMax: 10 }, { idleMs: 100, fileMs: 1000 });
    app.setErrorHandler((error, _request, reply) => {
      void reply.code(isIncomplete(error) ? 408 : 413).send('no');
    });
    app.post('/', async ({ body }: FastifyRequest<{ Body: SentFile }>) => {
      let size = 0;
      for await (const part of body.bytes) {
        size += part.length;
        if (size > 10) throw new Error('too large');
      }
      return String(size);
    });
    await app.listen({ port: 0 });
    try {
      const head = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/csv\r\n';
      const said = (text: string) => talk(app, head + text);
      assert.match(await said('connection: close\r\ncontent-length: 3\r\n\r\nabc'), /^HTTP\/1\.1 200 .*3$/s);
      assert.match(await said('content-length: 3\r\n\r\na'), /^HTTP\/1\.1 408 .*no$/s);
      assert.match(await said('content-length: 11\r\n\r\na'), /^HTTP\/1\.1 413 .*no$/s);
      const chunk = 'c\r\nabcdefghijkl\r\n';
      assert.match(await said(`transfer-encoding: chunked\r\n\r\n${chunk}${chunk}`), /^HTTP\/1\.1 413 .*no$/s);
    } finally {
      await app.close();
    }
  });

  test('and are broken off are no whole files', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x');
      throw new Error('aborted');
    }
    await assert.rejects(read(patientBytes(broken(), { idleMs: 50, fileMs: 100 })), isIncomplete);
  });
});
