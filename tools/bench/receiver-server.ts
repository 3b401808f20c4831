import { createServer, type Server, type Socket } from 'node:net';
import { ArrivalBook } from './arrivals.ts';
import { readDelivery } from './read-delivery.ts';

/** Paths that begin so are of endpoints that take what is sent to them and never answer. */
export const DEAD = '/dead';

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

export interface ReceiverServer {
  readonly server: Server;
  readonly book: ArrivalBook;
  /** Closes all connections that wait for an answer, and from now on every one on which a dead endpoint is asked. */
  hangUp(): void;
}

/** A receiver that does no more than it must, because it shares the processor with what is measured. */
export function openReceiver(): ReceiverServer {
  const book = new ArrivalBook();
  const hanging = new Set<Socket>();
  let isHungUp = false;
  const leaveHanging = (socket: Socket): void => {
    if (isHungUp) socket.destroy();
    else hanging.add(socket);
  };
  const server = createServer({ noDelay: true }, (socket) => {
    let rest: Buffer | undefined;
    socket.on('data', (chunk: Buffer) => {
      const text = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
      const delivery = readDelivery(text);
      rest = delivery === 'more' ? text : undefined;
      if (delivery === 'more') return;
      if (delivery === 'broken') {
        socket.destroy();
        return;
      }
      book.note(delivery, Date.now());
      if (delivery.path.startsWith(DEAD)) leaveHanging(socket);
      else socket.write(ANSWER, 'latin1');
    });
    // Whoever sends may close when they like.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => hanging.delete(socket));
  });
  return {
    server,
    book,
    hangUp() {
      isHungUp = true;
      for (const socket of hanging) socket.destroy();
    },
  };
}
