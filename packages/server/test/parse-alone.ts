import { SaxesParser } from 'saxes';

/**
 * What reading XML costs at the least: the parser that we use too, over the same bytes, with nobody to tell what it
 * finds. Throws where the file is not well-formed.
 */
export async function parseAlone(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ xmlns: false, position: false });
  for await (const chunk of bytes) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode()).close();
}
