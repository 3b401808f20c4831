import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { type Ran, runProgram } from './run-program.ts';
import type { Json } from './running-sarf.ts';

const inspector = fileURLToPath(
  new URL('clients/launcher/build/index.js', import.meta.resolve('@modelcontextprotocol/inspector/package.json')),
);

/** The inspector of MCP, in its mode without a browser. */
export interface Inspector {
  /** Runs it with these words after the address of the server. */
  run(...words: readonly string[]): Promise<Ran>;
  /** Calls a tool, which has to succeed, and gives what it answered as data. */
  use(name: string, args?: Readonly<Record<string, unknown>>): Promise<Json>;
  /** The tools that were used. */
  readonly used: ReadonlySet<string>;
}

/** @param folder for what the inspector writes down */
export function inspectorOf(url: string, folder: string): Inspector {
  const used = new Set<string>();
  const run: Inspector['run'] = (...words) =>
    runProgram(inspector, ['--cli', url, '--transport', 'http', ...words], folder);
  return {
    run,
    used,
    async use(name, args = {}) {
      used.add(name);
      const words = Object.entries(args).flatMap(([key, value]) => [
        '--tool-arg',
        `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      ]);
      const { code, stdout, stderr } = await run('--method', 'tools/call', '--tool-name', name, ...words);
      assert.equal(code, 0, `${name}: ${stdout}${stderr}`);
      const result: Json = JSON.parse(stdout);
      assert.notEqual(result.isError, true, `${name}: ${stdout}`);
      const [{ text }] = result.content;
      // The same twice: as text, and as data for clients that take it.
      if (text.startsWith('{')) assert.deepEqual(result.structuredContent, JSON.parse(text), name);
      return text === '' ? text : JSON.parse(text);
    },
  };
}
