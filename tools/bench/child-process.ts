import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of our own that answers questions, one after another; both are texts. */
export interface Child {
  readonly pid: number;
  ask(question: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a file of ours as a process, with options for Node. */
export function startChild(name: string, file: string, options: readonly string[] = []): Child {
  const child = fork(file, { execArgv: ['--disable-warning=ExperimentalWarning', ...options] });
  return {
    pid: child.pid ?? 0,
    ask(question) {
      child.send(question);
      return nextMessage(name, child);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function nextMessage(name: string, child: ChildProcess): Promise<string> {
  const early = new AbortController();
  const { signal } = early;
  const died = once(child, 'exit', { signal }).then(() => {
    throw new Error(`the ${name} died`);
  });
  died.catch(() => {});
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), died]);
    return String(message);
  } finally {
    early.abort();
  }
}

/** For the process itself: answers each question, and ends when its parent does. */
export function answerParent(answer: (question: string) => Promise<string>): void {
  process.on('message', (question) => {
    void answer(String(question)).then((text) => process.send?.(text));
  });
  process.on('disconnect', () => process.exit());
  // Ctrl-C in a terminal reaches us too; our parent ends us when it no longer needs us.
  process.on('SIGINT', () => {});
}
