/** The environment, as the command was started in it. */
export const processEnvironment = (): Readonly<Record<string, string | undefined>> => process.env;
