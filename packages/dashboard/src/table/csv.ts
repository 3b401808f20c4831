/** One cell of a file that spreadsheets open: what they would take for a formula is told to be text. RFC 4180. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of a CSV file. */
export const csvLine = (values: readonly string[]): string => `${values.map(cell).join(',')}\r\n`;
