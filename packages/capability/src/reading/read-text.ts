import { readFileSync, statSync } from 'node:fs';

/** Longer files are not read: a capability file has some ten thousand characters. */
const bytesMax = 1024 * 1024;

/** Reads a text file of UTF-8; a fault says in a few words why it cannot be read, and never what is in it. */
export function readText(path: string): { readonly text: string } | { readonly fault: string } {
  try {
    // Reading a pipe or a device might never end.
    const about = statSync(path);
    if (!about.isFile()) return { fault: about.isDirectory() ? 'it is a directory' : 'it is not a regular file' };
    if (about.size > bytesMax) return { fault: `it is longer than ${bytesMax} bytes` };
    const bytes = readFileSync(path);
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    return { fault: reason(error) };
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'we may not read it';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8';
  return typeof code === 'string' ? `reading it fails with ${code}` : 'it cannot be read';
}
