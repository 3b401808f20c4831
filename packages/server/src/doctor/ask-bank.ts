import { pause } from '../foundation/clock.ts';

/** The bank did not answer, also when it was asked again. */
export class NoAnswer extends Error {}

const TRIES = 3;
const PAUSE_MS = 500;

/** Asks a bank something; once more, and once more again, when it does not answer. Throws NoAnswer in the end. */
export async function askBank<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (tries === TRIES) throw new NoAnswer();
    await pause(PAUSE_MS);
  }
}
