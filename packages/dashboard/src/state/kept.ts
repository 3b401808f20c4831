/** What this browser keeps between visits: choices of the reader, never what belongs to the application. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(`sarf.${name}`);
  } catch {
    // Storage may be switched off; then every visit begins afresh.
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`sarf.${name}`, value);
  } catch {
    // As above.
  }
}
