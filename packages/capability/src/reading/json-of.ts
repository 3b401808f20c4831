import type { Json, JsonObject } from '../capability.ts';
import { numberOf } from '../json/parse-json.ts';
import type { Item } from './item.ts';
import type { Report } from './report.ts';

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The JSON value of an item; numbers keep their digits. YAML's infinity and "not a number" are reported. */
export function jsonOf(item: Item, report: Report): Json {
  if (item.kind === 'list') return item.items.map((child) => jsonOf(child, report));
  if (item.kind === 'map') {
    const members: [string, Json][] = [];
    for (const [key, { item: child }] of item.entries) members.push([key, jsonOf(child, report)]);
    const object: JsonObject = Object.fromEntries(members);
    return object;
  }
  if (typeof item.value !== 'number') return item.value;
  if (!Number.isFinite(item.value)) report.error(item.place, 'wrong-value', 'JSON has no such number');
  return jsonNumber.test(item.text) ? numberOf(item.text) : item.value;
}
