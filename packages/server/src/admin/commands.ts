import { accountCommands } from './account-commands.ts';
import { agentCommands } from './agent-commands.ts';
import { clientCommands } from './client-commands.ts';
import type { Command } from './command.ts';
import { databaseCommands } from './database-commands.ts';
import { peopleCommands } from './people-commands.ts';

export const commands: readonly Command[] = [
  ...clientCommands,
  ...agentCommands,
  ...peopleCommands,
  ...accountCommands,
  ...databaseCommands,
];

/** The commands, one a line. */
export function commandsHelp(): string {
  return `Commands:\n${commands.map((one) => `  ${one.usage}\n      ${one.help}\n`).join('')}`;
}
