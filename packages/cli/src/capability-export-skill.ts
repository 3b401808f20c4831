import { join } from 'node:path';
import {
  capabilityUrls,
  createOpenApiDocuments,
  readCapabilities,
  showProblem,
  skillContents,
  skillsOf,
  writeSkill,
} from '@sarf/capability';
import { type Command, type Terminal, UsageFault, type Words } from './command.ts';

export const capabilityExportSkill: Command = {
  name: ['capability', 'export-skill'],
  operands: 'FILE --out DIR',
  summary: 'Write a capability as Agent Skills: a folder with SKILL.md, references and example calls for each.',
  help: [
    'Needs no values of variables, and writes none: only their names. FILE may be a folder.',
    'Files of the same names in DIR are replaced; others are left alone.',
  ],
  flags: [
    { name: 'out', value: 'DIR', help: 'The folder that the folders of the skills are written into.' },
    { name: 'mcp-url', value: 'URL', help: 'Where the MCP server is reached; as in the file when absent.' },
    { name: 'rest-url', value: 'URL', help: 'Where the REST adapter is reached; as in the file when absent.' },
    { name: 'strict', value: null, help: 'Unknown keys are errors.' },
  ],
  run,
};

async function run(words: Words, terminal: Terminal): Promise<number> {
  const [out] = words.values('out');
  if (out === undefined)
    throw new UsageFault('sarf capability export-skill needs --out DIR, the folder to write into.');
  const strict = words.isSet('strict');
  const read = await readCapabilities({ files: words.files, strict, portOffset: 0, insecure: true });
  for (const problem of read.problems) terminal.complain(showProblem(problem));
  if (read.problems.some(({ severity }) => severity === 'error')) return 1;
  const openapi = createOpenApiDocuments(terminal.complain);
  for (const offered of skillsOf(read.capabilities).skills) {
    const urls = capabilityUrls(offered.capability, read.listeners);
    const mcpUrl = readUrl(words, 'mcp-url') ?? urls.mcpUrl;
    const restUrl = readUrl(words, 'rest-url') ?? urls.restUrl;
    const files = await skillContents(offered, { openapi, mcpUrl, restUrl });
    await writeSkill(files, join(out, offered.name));
    for (const { path } of files) terminal.say(join(out, offered.name, path));
  }
  return 0;
}

function readUrl(words: Words, flag: string): string | null {
  const [url] = words.values(flag);
  if (url === undefined) return null;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new UsageFault(`--${flag} must be an http or https address.`);
  return url;
}
