import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(import.meta.resolve('./keeper.ts'));

/** Whoever ends what this process leaves behind, should it be killed. */
export interface Keeper {
  adopt(group: number | undefined): void;
  release(group: number | undefined): void;
  /** The folder of a database that is to be ended too. */
  adoptData(folder: string): void;
  /** It ends what it has adopted and has not been told to release. */
  end(): void;
}

export function startKeeper(): Keeper {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  child.stdin.on('error', () => {});
  const tell = (word: string, value: string | number | undefined): void => {
    if (value !== undefined) child.stdin.write(`${word} ${value}\n`);
  };
  return {
    adopt: (group) => tell('group', group),
    release: (group) => tell('gone', group),
    adoptData: (folder) => tell('data', folder),
    end: () => child.stdin.end(),
  };
}
