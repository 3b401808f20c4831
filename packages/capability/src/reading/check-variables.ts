import { sourcesByName } from '../binding/sources.ts';
import type { Bind } from '../capability.ts';
import { variablesOf } from '../expressions/parse-template.ts';
import { didYouMean } from './nearest.ts';
import type { Report } from './report.ts';

/** Of `binds` each one once: the same variables from the same source may be written at several places. */
export function uniteBinds(binds: readonly Bind[]): Bind[] {
  const said = new Set<string>();
  return binds.filter(({ namespace, file, keys }) => {
    const key = JSON.stringify([namespace, file, [...keys]]);
    return !said.has(key) && said.add(key);
  });
}

/**
 * Checks the variables of all templates against the binds: `{{NAME}}` that two binds define, `{{namespace.NAME}}` of a bind
 * that has no such key, and one qualified name with two sources are errors.
 */
export function checkVariables(binds: readonly Bind[], report: Report): void {
  const sources = sourcesByName(binds);
  const unclear = (name: string): boolean => (sources.get(name)?.size ?? 0) > 1;
  const namespaces = new Set(binds.map(({ namespace }) => namespace));
  for (const { namespace, keys, place } of binds) {
    for (const name of keys.keys()) {
      if (!unclear(`${namespace}.${name}`)) continue;
      report.error(place, 'ambiguous-variable', `${namespace}.${name} is bound to two different sources`);
    }
  }
  checkCredentials(sources, report);
  const credentials = new Set(report.credentials.map(({ template }) => template));
  for (const { template, place } of report.templates) {
    for (const { path } of variablesOf(template)) {
      const name = path.join('.');
      const [namespace = '', ...rest] = path;
      if (rest.length === 0 && unclear(name)) {
        const of = binds.filter(({ keys }) => keys.has(name)).map((bind) => `{{${bind.namespace}.${name}}}`);
        report.error(place, 'ambiguous-variable', `{{${name}}} is defined twice: write ${of.join(' or ')}`);
      } else if (rest.length === 1 && namespaces.has(namespace) && !sources.has(name) && !credentials.has(template)) {
        const guess = didYouMean(name, sources.keys());
        report.error(place, 'unbound-variable', `the binds of ${namespace} define no ${rest.join('.')}${guess}`);
      }
    }
  }
}

/** Checks templates in which nothing but bound variables can stand: credentials. */
function checkCredentials(sources: ReadonlyMap<string, unknown>, report: Report): void {
  for (const { template, place } of report.credentials) {
    for (const { path } of variablesOf(template)) {
      const name = path.join('.');
      if (sources.has(name)) continue;
      report.error(place, 'unbound-variable', `no bind defines {{${name}}}${didYouMean(name, sources.keys())}`);
    }
  }
}
