// The door behind `npm start`, `npm test` and the others: `node tools/run.mjs <file.ts> [arguments]`.
// It needs nothing but Node 18. It installs the locked dependencies when they are missing or out of date, then runs
// the TypeScript file on the Node 24 that came with them, so the machine's own Node need not be new.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.sarf-installed');
const lockFile = join(root, '.sarf', 'install.lock');
// The holder touches its lock this often; a lock untouched for much longer was left by a process that died.
const LOCK_TOUCH_MS = 2_000;
const LOCK_STALE_MS = 20_000;

/** Says a sentence and leaves. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function lockedSum() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function isStamped() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === lockedSum();
}

/**
 * Did somebody install these very packages by hand? npm notes what it installed in node_modules/.package-lock.json;
 * it writes that note last, so an install that was cut short has none.
 */
function isInstalledByHand() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const present = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    const found = present[path];
    // Packages for other platforms are in the lock file and not on the disk.
    if (!found) return entry.optional === true && !isForThisPlatform(entry);
    return found.version === entry.version && found.integrity === entry.integrity && found.link === entry.link;
  });
}

/** Is this one of the packages made for this very platform, such as Node 24 and PostgreSQL? */
function isForThisPlatform({ os, cpu, libc }) {
  return Boolean(os && cpu && !libc) && [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
}

/** How to call npm: the one that called us, else the one on PATH. */
function npmCommand() {
  const npmFile = process.env.npm_execpath;
  if (npmFile && basename(npmFile) === 'npm-cli.js' && existsSync(npmFile)) {
    // npm's own Node, not ours: ours may live in the very folder that `npm ci` is about to remove.
    const node = process.env.npm_node_execpath;
    return { command: node && existsSync(node) ? node : process.execPath, before: [npmFile], shell: false };
  }
  return { command: 'npm', before: [], shell: process.platform === 'win32' };
}

/** Runs `npm ci`, quietly: its output is shown only when it fails. Resolves to its exit code. */
function npmCi() {
  const { command, before, shell } = npmCommand();
  const args = [...before, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((settle) => {
    const child = spawn(command, args, { cwd: root, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    const done = (code) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      if (code !== 0) process.stderr.write(Buffer.concat(output));
      settle(code);
    };
    child.on('error', (error) => {
      output.push(Buffer.from(`npm could not be run: ${error.message}\n`));
      done(1);
    });
    child.on('close', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));

function lockIsStale() {
  try {
    if (Date.now() - statSync(lockFile).mtimeMs > LOCK_STALE_MS) return true;
    const pid = Number(readFileSync(lockFile, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    // ESRCH: its process is gone. ENOENT: the lock itself is gone, which the next attempt will find out.
    return error.code === 'ESRCH';
  }
}

/** Takes the install lock, waiting while another process installs. Gives the function that lets go of it. */
async function takeLock() {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let told = false; ; ) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (lockIsStale()) {
      // Renaming picks one winner among those who saw the same stale lock.
      const aside = `${lockFile}.${process.pid}`;
      try {
        renameSync(lockFile, aside);
        rmSync(aside, { force: true });
      } catch {}
      continue;
    }
    if (!told) console.error('Another process is installing the dependencies; waiting for it…');
    told = true;
    await sleep(200);
  }
  const timer = setInterval(() => {
    try {
      utimesSync(lockFile, new Date(), new Date());
    } catch {}
  }, LOCK_TOUCH_MS);
  return () => {
    clearInterval(timer);
    rmSync(lockFile, { force: true });
  };
}

/** Makes node_modules be what package-lock.json says. */
async function ensureInstalled() {
  if (isStamped()) return;
  const release = await takeLock();
  try {
    if (isStamped()) return;
    if (!isInstalledByHand()) {
      console.error('Installing the locked dependencies (about a minute the first time)…');
      const code = await npmCi();
      if (code !== 0) {
        console.error('The dependencies could not be installed: `npm ci` failed, its output is above.');
        process.exitCode = code;
        return;
      }
    }
    writeFileSync(stampFile, `${lockedSum()}\n`);
  } finally {
    release();
  }
}

/** The Node that can run TypeScript: the installed Node 24, else the running one when it is new enough. */
function findNode() {
  const installed = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return existsSync(installed) ? installed : runningNode();
}

function runningNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return refuse(
    `Sarf needs Node 22.18 or newer on ${process.platform}-${process.arch}, and this is Node ${process.versions.node}. ` +
      'Please install Node 24 and try again.',
  );
}

/** Runs the file, passes signals on, and leaves with its exit code. */
function runFile(node, file, args) {
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: 'inherit',
    // What was compiled once is read the next time, also by the processes that are started by this one.
    env: { NODE_COMPILE_CACHE: join(modules, '.cache', 'compiled'), ...process.env, PATH: path },
  });
  // Ctrl-C in a terminal reaches the child by itself; a second SIGINT from here would look like impatience.
  const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  process.on('SIGINT', () => fromTerminal || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', (error) => {
    // The packaged Node is built for glibc; on another C library the loader is "not found".
    const own = node === process.execPath ? undefined : runningNode();
    if (own) runFile(own, file, args);
    else refuse(`Node could not be started: ${error.message}`);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [target, ...args] = process.argv.slice(2);
if (!target) refuse('Usage: node tools/run.mjs <file.ts> [arguments]');
const file = resolve(root, target);
if (!existsSync(file)) refuse(`There is no file ${target} to run.`);
await ensureInstalled();
if (!process.exitCode) runFile(findNode(), file, args);
