import { openSessions, type Sessions } from './sessions.ts';
import { type Library, openLibrary } from './sign-in/library.ts';
import { openTokens, type Tokens } from './tokens.ts';

/** Who knows tokens, and who knows sessions. */
export interface Doors {
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  /** Who knows passwords, codes and passkeys. */
  readonly library: Library;
  stop(): Promise<void>;
}

/** Opens the room's doors. */
export async function openDoors(deps: Parameters<typeof openTokens>[0]): Promise<Doors> {
  const tokens = await openTokens(deps);
  const sessions = openSessions(deps);
  const library = openLibrary(deps);
  return {
    tokens,
    sessions,
    library,
    async stop() {
      await tokens.stop();
      await sessions.stop();
      await library.stop();
    },
  };
}
