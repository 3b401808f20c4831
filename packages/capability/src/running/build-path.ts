import type { ConsumedOperation, Template } from '../capability.ts';
import { textOf } from '../json/json.ts';
import type { Arguments, Valued } from './build-request.ts';
import { badArgument, missingArgument } from './fault.ts';
import { named } from './scope.ts';

/**
 * The path of a request, with one slash before it. A value stays within its segment: all that could mean something is
 * encoded, and a segment with a value that comes to `.` or `..` is refused. Throws Fault 400 `missing-argument` and
 * `bad-argument`.
 */
export function buildPath(operation: ConsumedOperation, values: readonly Valued[], args: Arguments): string {
  const inPath = new Map(
    values.filter(([{ in: place }]) => place === 'path').map(([{ name }, value]) => [name, value]),
  );
  const textFor = (path: readonly string[]): string => {
    const [name = ''] = path;
    const simple = path.length === 1 ? (named(inPath, name) ?? args.argument(name)) : undefined;
    const text = textOf(simple ?? args.lookup(path));
    if (text === '') throw missingArgument(path.join('.'));
    return text;
  };
  return `/${segmentsOf(operation.path)
    .map((segment) => fillSegment(segment, textFor))
    .join('/')
    .replace(/^\/+/, '')}`;
}

function fillSegment(segment: Template, textFor: (path: readonly string[]) => string): string {
  let encoded = '';
  let plain = '';
  let variable: string | null = null;
  for (const part of segment) {
    const name = typeof part === 'string' ? null : part.path.join('.');
    const text = typeof part === 'string' ? part : textFor(part.path);
    encoded += name === null ? encodeLiteral(text) : encodePart(text, name);
    plain += text;
    variable = name ?? variable;
  }
  if (variable !== null && /^\.{1,2}$/.test(plain)) throw badArgument(variable, 'it makes no segment of a path');
  return encoded;
}

/** A template of a path as the templates of its segments. */
function segmentsOf(path: Template): readonly Template[] {
  const segments: Template[number][][] = [[]];
  for (const part of path) {
    const [first, ...rest] = typeof part === 'string' ? part.split('/') : [part];
    if (first !== undefined) segments.at(-1)?.push(first);
    for (const next of rest) segments.push([next]);
  }
  return segments;
}

// What the file says itself may be encoded already.
const encodeLiteral = (text: string): string => encodeURI(text).replaceAll(/%25(?=[\da-fA-F]{2})/g, '%');

/** Percent-encodes everything that could mean something in a path or a query. Throws Fault 400 `bad-argument`. */
export function encodePart(value: string, name: string): string {
  if (!value.isWellFormed()) throw badArgument(name, 'its text is no valid Unicode');
  return encodeURIComponent(value);
}
