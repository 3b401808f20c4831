import type { JsonPath, Template } from '../capability.ts';
import { parseJsonPath } from '../expressions/parse-json-path.ts';
import { parseTemplate } from '../expressions/parse-template.ts';
import type { Place } from '../problem.ts';
import { describe, type Item, type MapItem } from './item.ts';
import { didYouMean, quote } from './nearest.ts';
import type { Report } from './report.ts';

/**
 * A map of the file while it is read. Each method reads one key, reports what is wrong with it where it stands, and gives a
 * value of the right type whatever happens, so that reading goes on and all problems are found at once. `null` in the file
 * is the same as an absent key. A key that nobody asked for is unknown.
 */
export class Section {
  readonly place: Place;
  readonly report: Report;
  readonly #map: MapItem;
  readonly #known = new Set<string>();

  private constructor(map: MapItem, report: Report) {
    this.#map = map;
    this.place = map.place;
    this.report = report;
  }

  /** Reads a map; what is none is reported and gives null. Afterwards its unknown keys are reported. */
  static read<T>(item: Item, report: Report, what: string, read: (section: Section) => T): T | null {
    if (item.kind !== 'map') {
      report.error(item.place, 'wrong-type', `${what} must be a map, not ${describe(item)}`);
      return null;
    }
    const section = new Section(item, report);
    const result = read(section);
    section.#reportUnknown();
    return result;
  }

  /** The value of a key, null where it is absent. */
  item(key: string): Item | null {
    this.#known.add(key);
    const item = this.#map.entries.get(key)?.item;
    return item === undefined || (item.kind === 'scalar' && item.value === null) ? null : item;
  }

  has(key: string): boolean {
    return this.item(key) !== null;
  }

  /** Keys that may be there and mean nothing to us. */
  allow(...keys: readonly string[]): void {
    for (const key of keys) this.#known.add(key);
  }

  /** Where a value stands, or the map where it is absent. */
  placeOf(key: string): Place {
    return this.item(key)?.place ?? this.place;
  }

  /** Where a key stands, or the map where it is absent. */
  keyPlace(key: string): Place {
    return this.#map.entries.get(key)?.keyPlace ?? this.place;
  }

  text(key: string): string | null {
    const item = this.item(key);
    if (item === null) return null;
    // Numbers and booleans stand for their text: `version: 1.0` without quotes is a frequent slip that harms nobody.
    if (item.kind === 'scalar') return item.text;
    this.#wrongType(key, item, 'text');
    return null;
  }

  /** A text that must be there and not be empty. */
  needText(key: string): string {
    const text = this.text(key);
    if (text !== null && text.trim() === '') this.report.error(this.placeOf(key), 'empty', `${quote(key)} is empty`);
    if (text === null && !this.has(key)) this.missing(key);
    return text ?? '';
  }

  missing(key: string): void {
    this.report.error(this.place, 'missing-key', `${quote(key)} is missing here`);
  }

  choice<T extends string>(key: string, choices: readonly T[], severity: 'error' | 'warning' = 'error'): T | null {
    const text = this.text(key);
    if (text === null) return null;
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    const message = `${quote(key)} must be ${oneOf(choices)}, not ${quote(text)}${didYouMean(text, choices)}`;
    this.report.add({ ...this.placeOf(key), severity, code: 'wrong-value', message });
    return null;
  }

  /** A word of a list that must be there; the first one stands in for what is wrong. */
  needChoice<T extends string>(key: string, choices: readonly [T, ...T[]]): T {
    const choice = this.choice(key, choices);
    if (choice === null && !this.has(key)) this.missing(key);
    return choice ?? choices[0];
  }

  integer(key: string, min: number, max: number): number | null {
    const item = this.item(key);
    if (item === null) return null;
    const value = item.kind === 'scalar' && item.text.trim() !== '' ? Number(item.text) : Number.NaN;
    if (item.kind !== 'scalar' || typeof item.value === 'boolean' || !Number.isInteger(value)) {
      this.#wrongType(key, item, 'a whole number');
      return null;
    }
    if (value >= min && value <= max) return value;
    this.report.error(item.place, 'wrong-value', `${quote(key)} must be from ${min} to ${max}`);
    return null;
  }

  flag(key: string): boolean | null {
    const item = this.item(key);
    if (item === null) return null;
    if (item.kind === 'scalar' && typeof item.value === 'boolean') return item.value;
    if (item.kind === 'scalar' && item.text === 'true') return true;
    if (item.kind === 'scalar' && item.text === 'false') return false;
    this.#wrongType(key, item, 'true or false');
    return null;
  }

  template(key: string): Template | null {
    const text = this.text(key);
    if (text === null) return null;
    const template = parseTemplate(text);
    this.report.note(template, this.placeOf(key));
    return template;
  }

  needTemplate(key: string): Template {
    const text = this.needText(key);
    return text === '' ? [] : (this.template(key) ?? []);
  }

  jsonPath(key: string): JsonPath | null {
    const text = this.text(key);
    if (text === null) return null;
    const path = parseJsonPath(text);
    if (!('fault' in path)) return path;
    this.report.error(this.placeOf(key), 'json-path', `${quote(text)} is no path: ${path.fault}`);
    return null;
  }

  /** Reads the map at a key; null where it is absent or wrong. */
  one<T>(key: string, read: (section: Section) => T): T | null {
    const item = this.item(key);
    return item === null ? null : Section.read(item, this.report, quote(key), read);
  }

  items(key: string): readonly Item[] {
    const item = this.item(key);
    if (item === null) return [];
    if (item.kind === 'list') return item.items;
    this.#wrongType(key, item, 'a list');
    return [];
  }

  /** Reads each map of the list at a key. */
  list<T>(key: string, read: (section: Section) => T): T[] {
    const all = this.items(key).map((item) => Section.read(item, this.report, `each of ${quote(key)}`, read));
    return all.filter((value) => value !== null);
  }

  texts(key: string): string[] {
    return this.items(key).flatMap((item) => {
      if (item.kind === 'scalar' && item.value !== null) return [item.text];
      this.report.error(item.place, 'wrong-type', `each of ${quote(key)} must be text, not ${describe(item)}`);
      return [];
    });
  }

  /** The members of the map at a key, whatever they are called. */
  members(key: string): ReadonlyMap<string, { readonly keyPlace: Place; readonly item: Item }> {
    const item = this.item(key);
    if (item?.kind === 'map') return item.entries;
    if (item !== null) this.#wrongType(key, item, 'a map');
    return new Map();
  }

  #wrongType(key: string, item: Item, type: string): void {
    this.report.error(item.place, 'wrong-type', `${quote(key)} must be ${type}, not ${describe(item)}`);
  }

  #reportUnknown(): void {
    for (const [key, { keyPlace }] of this.#map.entries) {
      if (this.#known.has(key) || key.startsWith('x-')) continue;
      const message = `${quote(key)} is not known here and means nothing${didYouMean(key, this.#known)}`;
      if (this.report.strict) this.report.error(keyPlace, 'unknown-key', message);
      else this.report.warn(keyPlace, 'unknown-key', message);
    }
  }
}

function oneOf(choices: readonly string[]): string {
  const shown = choices.map(quote);
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
