import { basename } from 'node:path';
import { sourcesByName } from '../binding/sources.ts';
import type { Bind, Capability } from '../capability.ts';
import type { Problem } from '../problem.ts';
import { checkVariables, uniteBinds } from './check-variables.ts';
import type { Item } from './item.ts';
import type { AggregateFunction } from './known.ts';
import { quote } from './nearest.ts';
import { parseYaml } from './parse-yaml.ts';
import { readAggregates } from './read-aggregates.ts';
import { readBind } from './read-binds.ts';
import { Consumes } from './read-consumes.ts';
import { readExposes } from './read-exposes.ts';
import { readText } from './read-text.ts';
import { readVersion } from './read-version.ts';
import { Report } from './report.ts';
import { Section } from './section.ts';

/**
 * Reads a capability file, YAML or JSON, and what it imports. All problems are found at once; with an error among them
 * there is no capability. Never throws for what is in a file, nor for one that is not there. `strict`: keys that nobody
 * knows are errors. The format is Naftiko 1.0.0-alpha2, with what catalogues make of it.
 */
export async function readCapability(
  file: string,
  { strict = false }: { readonly strict?: boolean } = {},
): Promise<{ readonly capability: Capability | null; readonly problems: readonly Problem[] }> {
  const report = new Report(strict);
  const read = readText(file);
  if ('fault' in read) report.error({ file, line: 1, column: 1 }, 'unreadable-file', `${quote(file)}: ${read.fault}`);
  const root = 'text' in read ? parseYaml(file, read.text, report) : null;
  const capability = root && readRoot(root, file, report);
  return { capability: report.failed ? null : capability, problems: report.problems };
}

function readRoot(root: Item, file: string, report: Report): Capability | null {
  return Section.read(root, report, 'a capability file', (section) => {
    const { version, readable } = readVersion(section);
    if (!readable) {
      // Of another form nothing would be where we look for it.
      section.allow('info', 'binds', 'consumes', 'aggregates', 'exposes', 'capability', 'imports');
      return null;
    }
    const info = readInfo(section);
    const consumes = new Consumes(report);
    consumes.read(section);
    const ownBinds = section.list('binds', readBind);
    const inner = section.one('capability', (capability) => readInner(capability, consumes, ownBinds));
    if (!section.has('capability') && !section.has('consumes')) section.missing('capability');
    const binds = uniteBinds([...ownBinds, ...(inner?.binds ?? []), ...consumes.binds]);
    checkVariables(binds, report);
    const name = basename(file)
      .replace(/\.(?:ya?ml|json)$/i, '')
      .replace(/\.(?:capability|naftiko)$/i, '');
    return { file, name, version, ...info, binds, apis: consumes.apis, exposes: inner?.exposes ?? [] };
  });
}

function readInner(section: Section, consumes: Consumes, ownBinds: readonly Bind[]) {
  if (!section.has('exposes') && !section.has('consumes')) section.missing('exposes');
  consumes.read(section);
  const binds = section.list('binds', readBind);
  const bound = sourcesByName([...ownBinds, ...binds, ...consumes.binds]);
  const isBound = (path: readonly string[]): boolean => bound.has(path.join('.'));
  const before = { apis: consumes.apis, functions: new Map<string, AggregateFunction>(), isBound };
  const functions = readAggregates(section, before);
  return { binds, exposes: readExposes(section, { ...before, functions }) };
}

function readInfo(section: Section): Pick<Capability, 'label' | 'description' | 'tags'> {
  const info = section.one('info', (inner) => {
    inner.allow('created', 'modified', 'stakeholders', 'version');
    return { label: inner.text('label'), description: inner.text('description'), tags: inner.texts('tags') };
  });
  if (!section.has('info'))
    section.report.warn(section.place, 'no-info', '"info" is missing: nobody sees what this file is for');
  return info ?? { label: null, description: null, tags: [] };
}
