import { connect } from 'node:net';

/** A connection to an HTTP/1.1 server that is kept open; one request at a time. */
export interface HttpConnection {
  /** Sends a whole request, head and body. Its answer comes to `onAnswer` before the next may be sent. */
  send(request: string): void;
  close(): void;
}

interface Listeners {
  /** `bodyBytes` is the length of the body that came whole; `text` is the answer, head and body. */
  onAnswer(status: number, bodyBytes: number, text: Buffer): void;
  /** The connection ended, or said something that is not an answer. It is of no more use. */
  onBroken(why: string): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');
// The last chunk of a body that comes in chunks (RFC 9112, section 7.1).
const LAST_CHUNK = '\r\n0\r\n\r\n';
// "HTTP/1.1 201 Created": the code begins at the tenth character.
const STATUS_AT = 9;

/**
 * Opens a connection. Made to cost as little as possible: a load generator that shares the machine with what it
 * measures takes its own time away from it.
 */
export function openHttpConnection(host: string, port: number, listeners: Listeners): Promise<HttpConnection> {
  const socket = connect({ host, port, noDelay: true });
  let rest: Buffer | undefined;
  let closed = false;
  const breakOff = (why: string): void => {
    if (closed) return;
    closed = true;
    socket.destroy();
    listeners.onBroken(why);
  };
  socket.on('data', (chunk: Buffer) => {
    const text = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
    const answer = readAnswer(text);
    rest = answer === 'more' ? text : undefined;
    if (answer === 'broken') breakOff('the server said something that is no HTTP answer with a length');
    else if (answer !== 'more') listeners.onAnswer(answer.status, answer.bodyBytes, text);
  });
  socket.on('error', (error) => breakOff(error.message));
  socket.on('close', () => breakOff('the server closed the connection'));
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () =>
      resolve({
        send: (request) => void socket.write(request, 'latin1'),
        close() {
          closed = true;
          socket.destroy();
        },
      }),
    );
  });
}

type ReadAnswer = { readonly status: number; readonly bodyBytes: number } | 'more' | 'broken';

/** Reads one answer; it is whole when its body has the length that its head tells. */
export function readAnswer(text: Buffer): ReadAnswer {
  const end = text.indexOf(HEAD_END);
  if (end < 0) return 'more';
  const head = text.toString('latin1', 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const status = Number(head.slice(STATUS_AT, STATUS_AT + 3));
  if (!head.startsWith('HTTP/1.1 ') || !(status >= 200)) return 'broken';
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    // Only one request is under way, so that what ends like this is whole.
    return text.toString('latin1', text.length - LAST_CHUNK.length) === LAST_CHUNK
      ? { status, bodyBytes: text.length - end - HEAD_END.length }
      : 'more';
  }
  if (length === undefined) return 'broken';
  const bodyBytes = Number(length);
  const has = text.length - end - HEAD_END.length;
  if (has < bodyBytes) return 'more';
  // Nothing was asked for beyond this answer.
  return has > bodyBytes ? 'broken' : { status, bodyBytes };
}
