/** What a receiver reads of one delivery. */
export interface ReadDelivery {
  readonly path: string;
  /** The header `webhook-id`: the event's id. */
  readonly id: string;
  /** When the event was made, by its body. */
  readonly createdAtMs: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const CREATED_AT = Buffer.from('"created_at":"');
// "2030-01-01T00:00:00.000Z"
const TIME_LENGTH = 24;

/** Reads one request; it is whole when its body has the length that its head tells. */
export function readDelivery(text: Buffer): ReadDelivery | 'more' | 'broken' {
  const end = text.indexOf(HEAD_END);
  if (end < 0) return 'more';
  const head = text.toString('latin1', 0, end);
  const path = /^POST (\S+) HTTP\/1\.1\r\n/.exec(head)?.[1];
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const id = /\r\nwebhook-id: *(\S+)/i.exec(head)?.[1];
  if (path === undefined || length === undefined || id === undefined) return 'broken';
  const bodyFrom = end + HEAD_END.length;
  const missing = bodyFrom + Number(length) - text.length;
  if (missing > 0) return 'more';
  // The next request waits for our answer.
  if (missing < 0) return 'broken';
  // The event's own time: it stands before its payload, which has one too.
  const timeFrom = text.indexOf(CREATED_AT, bodyFrom) + CREATED_AT.length;
  const createdAtMs = Date.parse(text.toString('latin1', timeFrom, timeFrom + TIME_LENGTH));
  return Number.isNaN(createdAtMs) ? 'broken' : { path, id, createdAtMs };
}
