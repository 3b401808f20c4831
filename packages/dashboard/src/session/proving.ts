import { createStore } from '../state/store.ts';

/** Somebody waits for the second factor. */
interface Asked {
  readonly answer: (proven: boolean) => void;
}

/** The request that waits for a person to prove who they are; several that come at once wait for one proof. */
export const asked = createStore<Asked | undefined>(undefined);

let open: Promise<boolean> | undefined;

/** Asks the person; true: proven. */
export function askForProof(): Promise<boolean> {
  open ??= new Promise<boolean>((resolve) => {
    asked.set({
      answer(proven) {
        open = undefined;
        asked.set(undefined);
        resolve(proven);
      },
    });
  });
  return open;
}
