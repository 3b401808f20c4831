import type { Bind, Capability } from '../capability.ts';
import type { Problem } from '../problem.ts';
import type { Item } from '../reading/item.ts';
import { quote } from '../reading/nearest.ts';
import { parseYaml } from '../reading/parse-yaml.ts';
import { readText } from '../reading/read-text.ts';
import { Report } from '../reading/report.ts';
import { findUnclear } from './find-unclear.ts';
import type { Variables } from './variables.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Files = Map<string, Item | null>;

/**
 * Looks up the values of all bound variables: in the environment, or in files of JSON or YAML. One that is missing or empty
 * is a problem that says where it was looked for; so is a name that means different things in files that run together. No
 * value is ever part of a problem. With problems among which is an error, nothing should be started.
 */
export async function bindVariables(
  capabilities: readonly Capability[],
  environment: Environment,
): Promise<{ readonly variables: Variables; readonly problems: readonly Problem[] }> {
  const report = new Report(false);
  const files: Files = new Map();
  const values = new Map<string, string>();
  for (const bind of capabilities.flatMap(({ binds }) => binds)) {
    for (const [name, key] of bind.keys) {
      const value =
        bind.file === null
          ? fromEnvironment(bind, name, key, environment, report)
          : fromFile(bind, bind.file, name, key, files, report);
      if (value === null) continue;
      values.set(name, value);
      values.set(`${bind.namespace}.${name}`, value);
    }
  }
  for (const problem of findUnclear(capabilities, values)) report.add(problem);
  // The longest first, so that one that is a part of another does not leave the rest of that in sight.
  const secrets = [...new Set(values.values())].toSorted((a, b) => b.length - a.length);
  return { variables: { lookup: (path) => values.get(path.join('.')), secrets }, problems: report.problems };
}

function fromEnvironment(
  { namespace, place }: Bind,
  name: string,
  key: string,
  environment: Environment,
  report: Report,
): string | null {
  const value = Object.hasOwn(environment, key) ? environment[key] : undefined;
  if (value !== undefined && value !== '') return value;
  const state = value === '' ? 'empty' : 'not set';
  const message = `${namespace}.${name} has no value: the environment variable ${quote(key)} is ${state}`;
  report.error(place, 'missing-variable', message);
  return null;
}

function fromFile(
  { namespace, place }: Bind,
  file: string,
  name: string,
  key: string,
  files: Files,
  report: Report,
): string | null {
  const missing = (why: string): null => {
    report.error(place, 'missing-variable', `${namespace}.${name} has no value: ${why}`);
    return null;
  };
  const loaded = files.get(file);
  const root = loaded === undefined ? load(file, files, report) : loaded;
  if (typeof root === 'string') return missing(`the file ${quote(file)}: ${root}`);
  if (root === null) return missing(`the file ${quote(file)} cannot be used`);
  const item = root.kind === 'map' ? root.entries.get(key)?.item : undefined;
  if (item === undefined) return missing(`the file ${quote(file)} has no key ${quote(key)}`);
  if (item.kind !== 'scalar') return missing(`in the file ${quote(file)} the key ${quote(key)} is no text`);
  return item.text === '' ? missing(`in the file ${quote(file)} the key ${quote(key)} is empty`) : item.text;
}

/** The file's contents; null when it is no YAML, a text when it cannot be read. */
function load(file: string, files: Files, report: Report): Item | null | string {
  const read = readText(file);
  if ('fault' in read) return read.fault;
  const root = parseYaml(file, read.text, report, { secret: true });
  files.set(file, root);
  return root;
}
