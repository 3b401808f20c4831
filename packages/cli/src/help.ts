import type { Command } from './command.ts';

/** What `sarf --help` and `sarf GROUP --help` print: the commands, one a line. */
export function commandsHelp(commands: readonly Command[], group: readonly string[]): string[] {
  const within = commands.filter(({ name }) => group.every((word, at) => name[at] === word));
  const usages = within.map(
    (command) => [`sarf ${command.name.join(' ')} ${command.operands}`, command.summary] as const,
  );
  const width = Math.max(...usages.map(([usage]) => usage.length));
  return [
    `Usage: sarf ${[...group, 'COMMAND'].join(' ')} ... [--flag value ...]`,
    '',
    ...usages.map(([usage, summary]) => `  ${usage.padEnd(width)}  ${summary}`),
    '',
    'With --help each command says more.',
  ];
}

/** What `sarf COMMAND --help` prints. */
export function commandHelp({ name, operands, summary, help, flags }: Command): string[] {
  const shown = flags.map(({ name: flag, value, many, help: about }) => {
    return [
      `--${flag}${value === null ? '' : ` ${value}`}`,
      `${about}${many ? ' May come several times.' : ''}`,
    ] as const;
  });
  const width = Math.max(...shown.map(([flag]) => flag.length));
  return [
    `Usage: sarf ${name.join(' ')} ${operands} [--flag value ...]`,
    '',
    summary,
    ...help,
    '',
    ...shown.map(([flag, about]) => `  ${flag.padEnd(width)}  ${about}`),
  ];
}
