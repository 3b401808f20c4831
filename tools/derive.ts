import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { derivedDocuments } from './derived-documents.ts';

// `npm run derive`: writes the documents that follow from the contract.
const root = resolve(import.meta.dirname, '..');
for (const { path, text } of await derivedDocuments()) {
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}
