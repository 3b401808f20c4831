import type { Config } from '../foundation/config.ts';
import { backUp } from './backup.ts';
import { type Command, UsageFault } from './command.ts';
import { type RestoreMeans, restore } from './restore.ts';

/** The embedded database as a whole. */
export const databaseCommands: readonly Command[] = [
  fileCommand(
    'backup',
    'Write the embedded database into a new file, while it is in use. The key is not in it.',
    backUp,
  ),
  fileCommand('restore', 'Bring such a file back into a DATA_DIR that has no database.', restore),
];

/** A command that takes one file, and the whole embedded database instead of what is in it. */
function fileCommand(
  name: string,
  help: string,
  run: (config: Config, file: string, means: RestoreMeans) => Promise<string[]>,
): Command {
  return {
    name,
    usage: `${name} FILE`,
    help,
    read(words) {
      const [file, ...more] = words;
      if (file === undefined || file === '' || file.startsWith('-') || more.length > 0) {
        throw new UsageFault(`${name} needs the name of one file.`);
      }
      return { onDatabase: (config, means) => run(config, file, means) };
    },
  };
}
