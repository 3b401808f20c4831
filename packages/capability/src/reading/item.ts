import type { Place } from '../problem.ts';

/** A part of a YAML or JSON file with the place where it stands; aliases are resolved. */
export type Item = ScalarItem | ListItem | MapItem;

export interface ScalarItem {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it is written, without quotes: the digits of a number. */
  readonly text: string;
  readonly place: Place;
}
export interface ListItem {
  readonly kind: 'list';
  readonly items: readonly Item[];
  readonly place: Place;
}
export interface MapItem {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
}
export interface Entry {
  readonly keyPlace: Place;
  readonly item: Item;
}

/** What an item is, for messages. */
export function describe(item: Item): string {
  if (item.kind === 'list') return 'a list';
  if (item.kind === 'map') return 'a map';
  if (item.value === null) return 'nothing';
  if (typeof item.value === 'string') return 'text';
  return typeof item.value === 'number' ? 'a number' : 'true or false';
}
