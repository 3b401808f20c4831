import { readdirSync, readFileSync } from 'node:fs';

// Linux keeps clock ticks at 100 a second for whoever reads /proc.
const TICKS_PER_SECOND = 100;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended meanwhile, or this is not Linux.
    return '';
  }
}

/** The fields of /proc/PID/stat from the state on; the name before them may hold anything. */
function statOf(pid: number): string[] {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** All processes that descend from this one, without itself. */
export function descendantsOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statOf(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (const next = [root]; next.length > 0; ) {
    const below = children.get(next.pop() ?? 0) ?? [];
    found.push(...below);
    next.push(...below);
  }
  return found;
}

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0);

/** The most memory that a process ever had resident, in MB: the kernel keeps count. */
export function peakRssMb(pid: number): number {
  return kilobytes(read(`/proc/${pid}/status`), 'VmHWM') / 1024;
}

/** What a process has resident, in MB: all of it, and with each page shared among those who share it. */
export function residentMb(pid: number): { readonly rss: number; readonly pss: number } {
  const text = read(`/proc/${pid}/smaps_rollup`);
  return { rss: kilobytes(text, 'Rss') / 1024, pss: kilobytes(text, 'Pss') / 1024 };
}

/** The processor time that processes have used so far, in seconds. */
export function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const fields = statOf(pid);
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND;
}

/** The processor time that everything on this machine has used so far, in seconds. */
export function machineSeconds(): number {
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0, stolen = 0] =
    read('/proc/stat')
      .split('\n')[0]
      ?.replace(/^cpu +/, '')
      .split(' ')
      .map(Number) ?? [];
  return (user + nice + system + interrupts + softInterrupts + stolen) / TICKS_PER_SECOND;
}
