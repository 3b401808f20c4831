import { bindVariables } from '../binding/bind.ts';
import type { Variables } from '../binding/variables.ts';
import type { Capability } from '../capability.ts';
import type { Problem } from '../problem.ts';
import { readCapability } from '../reading/read-capability.ts';
import { skillsOf } from '../skills/skills-of.ts';
import { findFiles } from './find-files.ts';
import { type ListenerPlan, type PlanOptions, planListeners } from './plan.ts';

export interface LoadOptions extends PlanOptions {
  /** Files, and folders with files. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Bases that stand in for those of the files, by the namespace of the consumed API. */
  readonly baseUris: ReadonlyMap<string, string>;
  /** Unknown keys are errors. */
  readonly strict?: boolean;
}

/** Everything that can be served. */
export interface Loaded {
  readonly capabilities: readonly Capability[];
  readonly variables: Variables;
  readonly listeners: readonly ListenerPlan[];
  /** Warnings only. */
  readonly problems: readonly Problem[];
}

/** Reads files and folders, and decides what would listen where; with errors among the problems nothing should run. */
export async function readCapabilities(
  options: Omit<LoadOptions, 'environment' | 'baseUris'>,
): Promise<{ capabilities: Capability[]; listeners: ListenerPlan[]; problems: Problem[] }> {
  const found = await findFiles(options.files);
  const read = await Promise.all(found.files.map((file) => readCapability(file, { strict: options.strict ?? false })));
  const capabilities = read.flatMap(({ capability }) => (capability === null ? [] : [capability]));
  const planned = planListeners(capabilities, options);
  const skills = skillsOf(capabilities).problems;
  const problems = [...found.problems, ...read.flatMap((one) => one.problems), ...planned.problems, ...skills];
  return { capabilities, listeners: planned.listeners, problems };
}

/**
 * Loads files for running: reads them, binds their variables, and decides what listens where. Gives all problems at once
 * where one of them is an error; none of them holds a value of a variable. How bad namespaces are that only `baseUris` or
 * `ports` know is for the caller to say: a slip of the pen at the start, perhaps just a file that went when they are
 * read again.
 */
export async function loadCapabilities(
  options: LoadOptions,
  { unknownNames }: { readonly unknownNames: Problem['severity'] },
): Promise<{ readonly ok: true; readonly loaded: Loaded } | { readonly ok: false; readonly problems: Problem[] }> {
  const { capabilities, listeners, problems } = await readCapabilities(options);
  const bound = await bindVariables(capabilities, options.environment);
  const all = [...problems, ...bound.problems, ...findUnknownNames(capabilities, options, unknownNames)];
  if (all.some(({ severity }) => severity === 'error')) return { ok: false, problems: all };
  return { ok: true, loaded: { capabilities, variables: bound.variables, listeners, problems: all } };
}

/** Namespaces that were named from outside and that no file has: most likely a slip of the pen. */
function findUnknownNames(
  capabilities: readonly Capability[],
  { baseUris, ports, files }: LoadOptions,
  severity: Problem['severity'],
): Problem[] {
  const consumed = capabilities.flatMap(({ apis }) => [...apis.keys()]);
  const exposed = capabilities.flatMap(({ exposes }) => exposes.map(({ namespace }) => namespace));
  const file = files[0] ?? '';
  const unknown = (name: string, flag: string, known: readonly string[]): Problem[] => {
    if (known.includes(name) || capabilities.length === 0) return [];
    const message = `${flag} ${name}: no file has that namespace; there are ${[...new Set(known)].join(', ') || 'none'}`;
    return [{ file, line: 1, column: 1, severity, code: 'unknown-namespace', message }];
  };
  return [
    ...[...baseUris.keys()].flatMap((name) => unknown(name, '--base-uri', consumed)),
    ...[...(ports?.keys() ?? [])].flatMap((name) => unknown(name, '--port', exposed)),
  ];
}
