/** One message of a stream of server-sent events. */
export interface Message {
  readonly id: string | undefined;
  readonly data: string;
}

/**
 * Reads a stream of server-sent events (WHATWG HTML, section 9.2) as it comes. Gives messages, and `undefined` for lines
 * that only show that somebody is there.
 */
export async function* readMessages(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Message | undefined, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  let id: string | undefined;
  let data: string[] = [];
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '') {
        if (data.length > 0) yield { id, data: data.join('\n') };
        data = [];
      } else if (line.startsWith(':')) yield undefined;
      else if (line.startsWith('id:')) id = fieldOf(line);
      else if (line.startsWith('data:')) data.push(fieldOf(line));
    }
  }
}

function fieldOf(line: string): string {
  const value = line.slice(line.indexOf(':') + 1);
  return value.startsWith(' ') ? value.slice(1) : value;
}
