/** A path of an exposed resource, taken apart: what has the same shape is the same place. */
export interface RouteShape {
  /** In the words of the router; the variables are named by their number, so that their own names cannot matter. */
  readonly pattern: string;
  /** The variables by their number. */
  readonly names: readonly string[];
}

const variable = /\{([^{}]+)\}/g;
// In the router's words `*` is the rest of the path, wherever it stands; a path cannot say it literally.
const unusable = /[*?#]/;

/**
 * Takes the path of an exposed resource apart. A variable stands for one segment or a part of one; a last segment that is
 * `{path}` stands for one or more segments. Undefined: the path cannot be served (it has `*`, `?` or `#` in it, or two
 * variables touch each other).
 */
export function routeShape(path: string): RouteShape | undefined {
  if (!path.startsWith('/') || unusable.test(path) || path.includes('}{')) return undefined;
  const names: string[] = [];
  const segments = path.split('/').slice(1);
  const parts = segments.map((segment, at) => {
    if (segment === '{path}' && at === segments.length - 1) {
      names.push('path');
      return '*';
    }
    return segmentPattern(segment, names);
  });
  return { pattern: `/${parts.join('/')}`, names };
}

/** The shape of everything below a path, for what is forwarded: `base` itself and `base/*`. */
export function subtreeShapes(
  path: string,
): { readonly base: string; readonly patterns: readonly string[] } | undefined {
  const base = path.replace(/\/\{path\}$/, '').replace(/\/$/, '');
  const shape = base === '' ? { pattern: '' } : routeShape(base);
  if (shape === undefined) return undefined;
  return { base, patterns: [...(base === '' ? [] : [shape.pattern]), `${shape.pattern}/*`] };
}

function segmentPattern(segment: string, names: string[]): string {
  const [, only] = /^\{([^{}]+)\}$/.exec(segment) ?? [];
  if (only !== undefined) return `:v${names.push(only) - 1}`;
  // The router reads a colon as the beginning of a variable, and text behind a variable as part of its name unless the
  // variable says what it matches.
  return segment
    .split(variable)
    .map((part, at) => (at % 2 === 0 ? part.replaceAll(':', '::') : `:v${names.push(part) - 1}(.+?)`))
    .join('');
}
