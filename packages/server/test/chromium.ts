import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const APT_GET = '/usr/bin/apt-get';
// The shell of Debian is the same browser without windows, and takes a third less of the processor.
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
// Another test may be installing it at the same moment.
const APT_OPTIONS = ['-o', 'DPkg::Lock::Timeout=150', '-o', 'APT::Update::Error-Mode=any', '-qq'];

/** How a browser under test is started: nothing on the machine but it, and it calls nobody by itself. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a Chromium on this machine. Where there is none and we may, on Debian as root, it is installed from Debian's
 * packages.
 * @returns its path, or in a sentence why there is none
 */
export async function findChromium(): Promise<{ readonly path: string } | { readonly absent: string }> {
  const found = PLACES.find((path) => existsSync(path));
  if (found) return { path: found };
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/^ID=debian$/m.test(release) || process.getuid?.() !== 0) {
    return { absent: 'there is no Chromium here, and it can be installed by root on Debian alone' };
  }
  const said =
    (await apt(['update'])) ?? (await apt(['install', '-y', '--no-install-recommends', 'chromium-headless-shell']));
  const installed = PLACES.find((path) => existsSync(path));
  return installed ? { path: installed } : { absent: `Chromium could not be installed: ${said ?? 'no reason given'}` };
}

/** Runs apt-get; gives what it complained of when it failed. */
function apt(words: readonly string[]): Promise<string | undefined> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return new Promise((resolve) => {
    execFile(APT_GET, [...APT_OPTIONS, ...words], { env, timeout: 160_000 }, (error, _stdout, stderr) => {
      resolve(error ? stderr.trim().slice(-300) || error.message : undefined);
    });
  });
}
