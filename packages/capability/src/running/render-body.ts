import { randomUUID } from 'node:crypto';
import type { BodyTemplate, Json, Template, TemplatedJson } from '../capability.ts';
import { fillTemplate, fillText, type Lookup } from '../expressions/fill-template.ts';
import { isJsonArray, textOf } from '../json/json.ts';
import { tryParseJson } from '../json/parse-json.ts';
import type { Body } from './build-body.ts';
import { escapeSparql } from './escape-sparql.ts';
import { Fault } from './fault.ts';

/**
 * A body from its template. Values are put in so that they stay within their places: JSON by its structure, text with
 * the escapes of its language. Null where the template is a variable without a value.
 */
export function renderBody(template: BodyTemplate, lookup: Lookup): Body | null {
  switch (template.type) {
    case 'json': {
      const value = fillJson(template.data, lookup);
      return value === undefined ? null : body(JSON.stringify(value), 'application/json');
    }
    case 'json-text':
      return body(fillJsonText(template.data, lookup), 'application/json');
    case 'text':
      return body(fillText(template.data, lookup), 'text/plain; charset=utf-8');
    case 'xml':
      return body(fillText(template.data, lookup, escapeXml), 'application/xml; charset=utf-8');
    case 'sparql':
      return body(fillText(template.data, lookup, escapeSparql), 'application/sparql-query');
    case 'form':
      return body(fillForm(template.data, lookup), 'application/x-www-form-urlencoded');
    case 'multipart':
      return fillMultipart(template.parts, lookup);
  }
}

const body = (text: string, contentType: string): Body => ({ bytes: Buffer.from(text), contentType });

// A member without a value is left out; in a list its place is kept.
function fillJson(template: TemplatedJson, lookup: Lookup): Json | undefined {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'template':
      return fillTemplate(template.template, lookup);
    case 'list':
      return template.items.map((item) => fillJson(item, lookup) ?? null);
    case 'object': {
      const members: [string, Json][] = [];
      for (const [key, member] of template.members) {
        const value = fillJson(member, lookup);
        if (value !== undefined) members.push([key, value]);
      }
      return Object.fromEntries(members);
    }
  }
}

function fillJsonText(template: Template, lookup: Lookup): string {
  const text = fillText(template, lookup, (value, before) =>
    endsInString(before) ? JSON.stringify(textOf(value)).slice(1, -1) : JSON.stringify(value ?? null),
  );
  if (tryParseJson(text) === undefined)
    throw new Fault(500, 'unusable-request', 'The template of the body gives no JSON.');
  return text;
}

/** Does the text end within a string of JSON? */
function endsInString(text: string): boolean {
  const quotes = text.replaceAll(/\\./gs, '').match(/"/g) ?? [];
  return quotes.length % 2 === 1;
}

const XML_ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

// What XML 1.0 does not allow, not even escaped (section 2.2).
const NOT_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escapeXml(value: Json | undefined): string {
  return textOf(value)
    .replaceAll(NOT_XML, '')
    .replaceAll(/[&<>"']/g, (sign) => XML_ESCAPES.get(sign) ?? '');
}

/** As HTML forms are sent (WHATWG URL, application/x-www-form-urlencoded); a field without a value is left out. */
function fillForm(data: ReadonlyMap<string, Template> | Template, lookup: Lookup): string {
  if (!isFields(data))
    return fillText(data, lookup, (value) => new URLSearchParams({ '': textOf(value) }).toString().slice(1));
  const form = new URLSearchParams();
  for (const [name, template] of data) {
    const value = fillTemplate(template, lookup);
    const items = value === undefined || value === null ? [] : isJsonArray(value) ? value : [value];
    for (const item of items) form.append(name, textOf(item));
  }
  return form.toString();
}

const isFields = (data: ReadonlyMap<string, Template> | Template): data is ReadonlyMap<string, Template> =>
  data instanceof Map;

/** RFC 7578. The boundary is random, so no value can hold it by design. */
function fillMultipart(parts: Extract<BodyTemplate, { type: 'multipart' }>['parts'], lookup: Lookup): Body {
  const boundary = `sarf-${randomUUID()}`;
  const sections = parts.flatMap((part) => {
    const value = fillTemplate(part.value, lookup);
    if (value === undefined || value === null) return [];
    const filename = part.filename === null ? '' : `; filename="${quoted(fillText(part.filename, lookup))}"`;
    const type = part.contentType === null ? '' : `\r\ncontent-type: ${part.contentType}`;
    const head = `content-disposition: form-data; name="${quoted(part.name)}"${filename}${type}`;
    return [`--${boundary}\r\n${head}\r\n\r\n${textOf(value)}\r\n`];
  });
  return body(`${sections.join('')}--${boundary}--\r\n`, `multipart/form-data; boundary=${boundary}`);
}

// The escapes of WHATWG HTML, multipart form data: quotes and line ends of a name by percent.
const quoted = (name: string): string => name.replaceAll(/["\r\n]/g, encodeURIComponent);
