import type { Bind, ConsumedApi, ConsumedOperation } from '../capability.ts';
import type { Place } from '../problem.ts';
import type { Item } from './item.ts';
import { readLocation } from './locate.ts';
import { didYouMean, quote } from './nearest.ts';
import { parseYaml } from './parse-yaml.ts';
import { readAuthentication } from './read-authentication.ts';
import { readBind } from './read-binds.ts';
import { readConsumedParameters, readOperations } from './read-operations.ts';
import { readText } from './read-text.ts';
import { readVersion } from './read-version.ts';
import type { Report } from './report.ts';
import { Section } from './section.ts';
import { Names } from './unique.ts';

const filesMax = 50;

/** Reads consumed APIs; those of other files too, and the binds of those files. */
export class Consumes {
  readonly apis = new Map<string, ConsumedApi>();
  readonly binds: Bind[] = [];
  readonly #names: Names;
  readonly #report: Report;
  readonly #files = new Map<string, Item | null>();

  constructor(report: Report) {
    this.#report = report;
    this.#names = new Names(report, 'consumed namespace');
  }

  /** Reads the list `consumes` of a section. */
  read(section: Section): void {
    for (const item of section.items('consumes')) {
      const api = Section.read(item, this.#report, 'each of "consumes"', (adapter) => this.#readAdapter(adapter, []));
      if (api && this.#names.take(api.namespace, item.place)) this.apis.set(api.namespace, api);
    }
  }

  /** `chain`: the imports that led here, to find those that go round in a circle. */
  #readAdapter(section: Section, chain: readonly string[]): ConsumedApi | null {
    if (section.has('import')) return this.#readImport(section, chain);
    return readApi(section, section.needText('namespace'));
  }

  #readImport(section: Section, chain: readonly string[]): ConsumedApi | null {
    section.allow('description', 'type');
    const wanted = section.needText('import');
    const namespace = section.text('as') ?? wanted;
    if (!section.has('location')) section.missing('location');
    const path = readLocation(section, 'location');
    if (path === null || wanted === '') return null;
    const link = JSON.stringify([path, wanted]);
    if (chain.includes(link)) {
      this.#report.error(section.place, 'import-cycle', `importing ${quote(wanted)} leads back to itself`);
      return null;
    }
    const root = this.#load(path, section.placeOf('location'));
    return root && this.#find(root, wanted, namespace, section.placeOf('import'), [...chain, link]);
  }

  #find(root: Item, wanted: string, namespace: string, place: Place, chain: readonly string[]): ConsumedApi | null {
    const names: string[] = [];
    for (const item of consumesOf(root)) {
      const name = namespaceOf(item);
      if (name === wanted) {
        const api = Section.read(item, this.#report, 'each of "consumes"', (adapter) =>
          this.#readAdapter(adapter, chain),
        );
        return api && renamed(api, namespace);
      }
      if (name !== null) names.push(name);
    }
    const file = quote(root.place.file);
    this.#report.error(
      place,
      'unknown-import',
      `${file} has no namespace ${quote(wanted)}${didYouMean(wanted, names)}`,
    );
    return null;
  }

  #load(path: string, place: Place): Item | null {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    if (this.#files.size >= filesMax) {
      this.#report.error(place, 'too-many-imports', `more than ${filesMax} files are imported`);
      return null;
    }
    const read = readText(path);
    if ('fault' in read) this.#report.error(place, 'unreadable-file', `${quote(path)}: ${read.fault}`);
    const root = 'text' in read ? parseYaml(path, read.text, this.#report) : null;
    this.#files.set(path, root);
    if (root !== null) this.#readRoot(root);
    return root;
  }

  #readRoot(root: Item): void {
    Section.read(root, this.#report, 'an imported file', (section) => {
      readVersion(section);
      section.allow('info', 'consumes', 'capability');
      this.binds.push(...section.list('binds', readBind));
    });
  }
}

function consumesOf(root: Item): readonly Item[] {
  if (root.kind !== 'map') return [];
  const own = root.entries.get('consumes')?.item;
  const capability = root.entries.get('capability')?.item;
  const inner = capability?.kind === 'map' ? capability.entries.get('consumes')?.item : undefined;
  return [own, inner].flatMap((item) => (item?.kind === 'list' ? item.items : []));
}

function namespaceOf(item: Item): string | null {
  if (item.kind !== 'map') return null;
  for (const key of ['as', 'namespace', 'import']) {
    const value = item.entries.get(key)?.item;
    if (value?.kind === 'scalar' && value.text !== '') return value.text;
  }
  return null;
}

function readApi(section: Section, namespace: string): ConsumedApi {
  section.needChoice('type', ['http']);
  if (/[.\s{}]/.test(namespace)) {
    section.report.error(
      section.placeOf('namespace'),
      'namespace',
      `${quote(namespace)} has a point, space or brace in it`,
    );
  }
  const operations = new Map<string, ConsumedOperation>();
  const api: ConsumedApi = {
    namespace,
    baseUri: readBaseUri(section),
    description: section.text('description'),
    authentication: section.one('authentication', (inner) => readAuthentication(inner, 'outbound')),
    openapi: readLocation(section, 'openapi'),
    operations,
  };
  for (const [name, operation] of readOperations(section, api, readConsumedParameters(section))) {
    operations.set(name, operation);
  }
  return api;
}

/** The same API under another name; its operations point to it. */
function renamed(api: ConsumedApi, namespace: string): ConsumedApi {
  if (api.namespace === namespace) return api;
  const operations = new Map<string, ConsumedOperation>();
  const other: ConsumedApi = { ...api, namespace, operations };
  for (const [name, operation] of api.operations) operations.set(name, { ...operation, api: other });
  return other;
}

function readBaseUri(section: Section): string {
  const text = section.needText('baseUri');
  const wrong = (message: string): void =>
    section.report.error(section.placeOf('baseUri'), 'base-uri', `${quote('baseUri')} ${message}`);
  if (text === '') return text;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (/[{}]/.test(text)) wrong('cannot have variables in it');
  else if (url?.protocol !== 'http:' && url?.protocol !== 'https:') wrong('must be an absolute http or https URI');
  else if (text.endsWith('/')) wrong('must not end with a slash');
  else if (url.search !== '' || url.hash !== '') wrong('cannot have a query or a fragment');
  else if (url.username !== '' || url.password !== '') wrong('cannot hold credentials: use "authentication"');
  return text;
}
