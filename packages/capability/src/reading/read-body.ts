import type { BodyTemplate, Json, Template, TemplatedJson } from '../capability.ts';
import { parseTemplate } from '../expressions/parse-template.ts';
import { isJsonArray, isJsonObject } from '../json/json.ts';
import { tryParseJson } from '../json/parse-json.ts';
import type { Place } from '../problem.ts';
import { describe, type Item } from './item.ts';
import { jsonOf } from './json-of.ts';
import type { Report } from './report.ts';
import { Section } from './section.ts';

const types = ['json', 'text', 'xml', 'sparql', 'formUrlEncoded', 'multipartForm'] as const;

/** Reads `body` of a consumed operation: a text, which is JSON, or a map of `type` and `data`. */
export function readBody(section: Section): BodyTemplate | null {
  const item = section.item('body');
  if (item === null) return null;
  const { report } = section;
  if (item.kind === 'scalar') return jsonText(item.text, item.place, report);
  return Section.read(item, report, '"body"', (body) => readTyped(body));
}

function readTyped(body: Section): BodyTemplate {
  const type = body.needChoice('type', types);
  if (!body.has('data')) body.missing('data');
  const data = body.item('data');
  if (type === 'multipartForm') return { type: 'multipart', parts: body.list('data', readPart) };
  if (type === 'formUrlEncoded') return { type: 'form', data: formData(body, data) };
  if (type !== 'json') return { type, data: body.template('data') ?? [] };
  if (data === null) return { type: 'json', data: { kind: 'literal', value: null } };
  if (data.kind === 'scalar') return jsonText(data.text, data.place, body.report);
  return { type: 'json', data: templated(jsonOf(data, body.report), data.place, body.report) };
}

/** JSON that is taken apart before anything is put in; text that is JSON only afterwards stays text. */
function jsonText(text: string, place: Place, report: Report): BodyTemplate {
  const value = tryParseJson(text);
  if (value !== undefined) return { type: 'json', data: templated(value, place, report) };
  return { type: 'json-text', data: noted(text, place, report) };
}

function templated(value: Json, place: Place, report: Report): TemplatedJson {
  if (typeof value === 'string') {
    const template = noted(value, place, report);
    if (template.every((part) => typeof part === 'string')) return { kind: 'literal', value };
    return { kind: 'template', template };
  }
  if (isJsonArray(value)) return { kind: 'list', items: value.map((item) => templated(item, place, report)) };
  if (!isJsonObject(value)) return { kind: 'literal', value };
  const members = Object.entries(value).map(([key, member]) => [key, templated(member, place, report)] as const);
  return { kind: 'object', members: new Map(members) };
}

function formData(body: Section, data: Item | null): ReadonlyMap<string, Template> | Template {
  if (data?.kind !== 'map') return body.template('data') ?? [];
  const members = new Map<string, Template>();
  for (const [key, { item }] of data.entries) {
    if (item.kind === 'scalar') members.set(key, noted(item.text, item.place, body.report));
    else body.report.error(item.place, 'wrong-type', `a field of a form must be text, not ${describe(item)}`);
  }
  return members;
}

const readPart = (part: Section) => ({
  name: part.needText('name'),
  value: part.template('value') ?? [],
  filename: part.template('filename'),
  contentType: part.text('contentType'),
});

function noted(text: string, place: Place, report: Report): Template {
  const template = parseTemplate(text);
  report.note(template, place);
  return template;
}
