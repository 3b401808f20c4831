/** The time of the viewer's machine, in milliseconds since 1970. */
export const nowMs = (): number => Date.now();
