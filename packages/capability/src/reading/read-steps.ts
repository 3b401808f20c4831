import type { Invocation, Step } from '../capability.ts';
import { checkCall } from './check-call.ts';
import { type Known, readCall, type Scope } from './known.ts';
import { didYouMean, quote } from './nearest.ts';
import { readSource, readWith } from './read-with.ts';
import type { Report } from './report.ts';
import type { Section } from './section.ts';
import { Names } from './unique.ts';

type Steps = Extract<Invocation, { kind: 'steps' }>;
type Lookup = Extract<Step, { kind: 'lookup' }>;

const stepPath = /^\$\.[^\s.[\]{}]+(?:\.[^\s.[\]{}]+)*$/;

/** Reads `steps`, in whose order they run, and `mappings`, which make the answer of what they found. */
export function readSteps(section: Section, known: Known, scope: Scope): Omit<Steps, 'outputs'> {
  const names = new Names(section.report, 'step');
  const earlier: string[] = [];
  const steps = section.list('steps', (step) => {
    const name = step.needText('name');
    if (/[.\s{}]/.test(name)) {
      step.report.error(step.placeOf('name'), 'step-name', `${quote(name)} has a point, space or brace in it`);
    }
    names.take(name, step.placeOf('name'));
    step.allow('description', 'label');
    const read = readStep(step, name, known, scope, earlier);
    earlier.push(name);
    return read;
  });
  const mappings = section.list('mappings', (mapping) => ({
    target: mapping.needText('targetName').split('.'),
    value: pathIntoSteps(mapping, 'value', earlier),
  }));
  return { kind: 'steps', steps: steps.filter((step) => step !== null), mappings };
}

function readStep(section: Section, name: string, known: Known, scope: Scope, earlier: readonly string[]): Step | null {
  const type =
    section.has('type') || !section.has('call') ? section.needChoice('type', ['call', 'lookup', 'script']) : 'call';
  if (type === 'script') {
    section.allow('file', 'location', 'language', 'dependencies', 'with');
    section.report.error(section.placeOf('type'), 'unsupported-step', 'steps that run scripts are not supported');
    return null;
  }
  if (type === 'lookup') return readLookup(section, name, scope, earlier);
  const sources = readWith(section, scope);
  const operation = readCall(section, known);
  if (operation === null) return null;
  checkCall(section, operation, sources, scope, known);
  return { kind: 'call', name, operation, with: sources };
}

function readLookup(section: Section, name: string, scope: Scope, earlier: readonly string[]): Lookup {
  const index = section.needText('index');
  if (index !== '') checkStep(index, earlier, section, 'index');
  if (!section.has('outputParameters')) section.missing('outputParameters');
  return {
    kind: 'lookup',
    name,
    index,
    match: section.needText('match'),
    lookupValue: readLookupValue(section, scope, earlier),
    outputs: section.texts('outputParameters'),
  };
}

function readLookupValue(section: Section, scope: Scope, earlier: readonly string[]): Lookup['lookupValue'] {
  const item = section.item('lookupValue');
  if (item === null) section.missing('lookupValue');
  if (item?.kind === 'scalar' && item.text.startsWith('$.')) {
    return { kind: 'step', path: pathIntoSteps(section, 'lookupValue', earlier) };
  }
  return (item && readSource(item, scope, section.report)) ?? { kind: 'literal', value: null };
}

/** The parts of `$.step.field.path`. */
function pathIntoSteps(section: Section, key: string, earlier: readonly string[]): string[] {
  const text = section.needText(key);
  if (text === '') return [];
  if (!stepPath.test(text)) {
    section.report.error(section.placeOf(key), 'step-path', `${quote(text)} is not of the form $.step.field`);
    return [];
  }
  const path = text.split('.').slice(1);
  checkStep(path[0] ?? '', earlier, section, key);
  return path;
}

function checkStep(name: string, earlier: readonly string[], section: Section, key: string): void {
  if (earlier.includes(name)) return;
  const report: Report = section.report;
  report.error(
    section.placeOf(key),
    'unknown-step',
    `no earlier step is called ${quote(name)}${didYouMean(name, earlier)}`,
  );
}
