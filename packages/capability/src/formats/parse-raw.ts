import type { Json, RawFormat } from '../capability.ts';
import { parseJson } from '../json/parse-json.ts';
import { parseDelimited } from './parse-delimited.ts';
import { parseXml } from './parse-xml.ts';
import { parseYaml } from './parse-yaml.ts';

const SEPARATORS = { csv: ',', tsv: '\t', psv: '|' } as const;

/** An answer's text as JSON, by the format that the file says it has. Throws Error for what is not of that format. */
export function parseRaw(bytes: Uint8Array, format: RawFormat): Json {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  switch (format) {
    case 'json':
      return parseJson(text);
    case 'xml':
      return parseXml(text);
    case 'yaml':
      return parseYaml(text);
    default:
      return parseDelimited(text, SEPARATORS[format]);
  }
}
