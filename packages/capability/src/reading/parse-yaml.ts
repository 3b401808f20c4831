import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, type Node, Parser } from 'yaml';
import type { Place } from '../problem.ts';
import type { Entry, Item } from './item.ts';
import { quote } from './nearest.ts';
import type { Report } from './report.ts';

// Far more than any real file needs. The parser calls itself for each level, and aliases multiply what is in a file.
const depthMax = 64;
const itemsMax = 100_000;
// One slip makes the rest of the file look wrong too.
const saidMax = 5;

/**
 * Reads YAML 1.2 (core schema: no dates, `no` is text) or JSON, which is a part of it. Null where there are errors: each is
 * reported, also keys that come twice, cycles of aliases, and files that are too deep or unfold into too much.
 * `secret`: the messages say nothing of what is in the file.
 */
export function parseYaml(file: string, text: string, report: Report, { secret = false } = {}): Item | null {
  const placeAt = placesIn(file, text);
  const tokens = [...new Parser().parse(text)];
  // Before anything calls itself for each level.
  const deep = findDeep(tokens);
  if (deep !== null) {
    report.error(placeAt(deep), 'too-deep', `the file is nested deeper than ${depthMax} levels`);
    return null;
  }
  const [document, another] = compose(tokens, text.length);
  const faults = document?.errors ?? [];
  for (const { pos, message, code } of faults.slice(0, saidMax)) {
    report.error(placeAt(pos[0]), 'not-yaml', secret ? `not YAML (${code})` : `not YAML: ${tidy(message)}`);
  }
  if (another !== undefined)
    report.error(placeAt(another.range[0]), 'not-yaml', 'a file holds one document, not several');
  if (document === undefined) report.error(placeAt(0), 'not-yaml', 'not YAML: it cannot be taken apart');
  if (document === undefined || faults.length > 0 || another !== undefined) return null;
  return new Unfolding(placeAt, report, secret).root(document.contents);
}

/** Gives the place of an offset. The parser's own counter of lines loses some in files that are broken. */
function placesIn(file: string, text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let line = 0;
    for (let above = starts.length; above - line > 1; ) {
      const middle = (line + above) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else above = middle;
    }
    return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

function compose(tokens: readonly CST.Token[], length: number): readonly Document.Parsed[] {
  const composer = new Composer({
    schema: 'core',
    resolveKnownTags: false,
    stringKeys: true,
    // Ours is quicker for many keys.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  try {
    return [...composer.compose(tokens, true, length)];
  } catch {
    // A mistake of the parser must not take a running system down that is asked to read its files again.
    return [];
  }
}

const tidy = (message: string): string => quote(message.split('\n')[0] ?? '').slice(1, -1);

/** Where the file is nested too deep; null when it is not. */
function findDeep(tokens: readonly CST.Token[]): number | null {
  const open: { readonly token: CST.Token | null | undefined; readonly depth: number }[] = [];
  for (const token of tokens) open.push({ token, depth: 0 });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (!token) continue;
    if (depth > depthMax) return token.offset;
    if (token.type === 'document') open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      open.push({ token: key, depth: depth + 1 }, { token: value, depth: depth + 1 });
    }
  }
  return null;
}

interface Unfolded {
  readonly item: Item;
  /** With what its aliases stand for. */
  readonly size: number;
  readonly depth: number;
}

/** Makes items of the nodes of a document. An alias becomes the item of its anchor itself, so that nothing is copied. */
class Unfolding {
  readonly #placeAt: (offset: number) => Place;
  readonly #report: Report;
  readonly #secret: boolean;
  readonly #anchors = new Map<string, Unfolded | 'open'>();
  #failed = false;

  constructor(placeAt: (offset: number) => Place, report: Report, secret: boolean) {
    this.#placeAt = placeAt;
    this.#report = report;
    this.#secret = secret;
  }

  root(node: Node | null): Item | null {
    const { item, size, depth } = this.#unfold(node, 0);
    if (size > itemsMax || depth > depthMax) {
      this.#fail(item.place, 'too-large', `the file unfolds into more than ${itemsMax} items or ${depthMax} levels`);
    }
    return this.#failed ? null : item;
  }

  #fail(place: Place, code: string, message: string): void {
    this.#failed = true;
    this.#report.error(place, code, message);
  }

  #unfold(node: unknown, offset: number): Unfolded {
    const place = this.#placeAt(isNodeWithRange(node) ? node.range[0] : offset);
    if (isAlias(node)) return this.#alias(node.source, place);
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const unfolded = this.#plain(node, place);
    if (anchor !== undefined) this.#anchors.set(anchor, unfolded);
    return unfolded;
  }

  #alias(name: string, place: Place): Unfolded {
    const target = this.#anchors.get(name);
    if (target !== undefined && target !== 'open') return target;
    const message = target === 'open' ? 'stands within what it repeats' : 'repeats nothing that stands before it';
    this.#fail(place, 'alias', this.#secret ? `this alias ${message}` : `the alias ${quote(`*${name}`)} ${message}`);
    return { item: { kind: 'scalar', value: null, text: '', place }, size: 1, depth: 1 };
  }

  #plain(node: unknown, place: Place): Unfolded {
    if (isSeq(node)) {
      const parts = node.items.map((item) => this.#unfold(item, node.range?.[0] ?? 0));
      return around({ kind: 'list', items: parts.map(({ item }) => item), place }, parts);
    }
    if (isMap(node)) {
      const parts: Unfolded[] = [];
      const entries = new Map<string, Entry>();
      for (const { key, value } of node.items) this.#entry(key, value, entries, parts);
      return around({ kind: 'map', entries, place }, parts);
    }
    return around(scalarItem(node, place), []);
  }

  #entry(key: unknown, value: unknown, entries: Map<string, Entry>, parts: Unfolded[]): void {
    const offset = isNodeWithRange(key) ? key.range[0] : 0;
    const keyPlace = this.#placeAt(offset);
    const name = isScalar(key) ? String(key.value ?? '') : '';
    const earlier = entries.get(name);
    if (earlier !== undefined) {
      const line = `it stands in line ${earlier.keyPlace.line} already`;
      this.#fail(
        keyPlace,
        'duplicate-key',
        this.#secret ? `a key comes twice: ${line}` : `${quote(name)} comes twice: ${line}`,
      );
    }
    const unfolded = this.#unfold(value, offset);
    parts.push(unfolded);
    entries.set(name, { keyPlace, item: unfolded.item });
  }
}

function around(item: Item, parts: readonly Unfolded[]): Unfolded {
  let size = 1;
  let depth = 0;
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth);
  }
  return { item, size, depth: depth + 1 };
}

function scalarItem(node: unknown, place: Place): Item {
  const value: unknown = isScalar(node) ? node.value : null;
  const source = isScalar(node) ? node.source : undefined;
  if (typeof value === 'string') return { kind: 'scalar', value, text: value, place };
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'scalar', value, text: source ?? String(value), place };
  }
  return { kind: 'scalar', value: null, text: '', place };
}

const isNodeWithRange = (node: unknown): node is { readonly range: readonly [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
