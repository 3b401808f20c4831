/** The names of the WAL segments that a restored copy needs, from the one its backup_label names to the last. */
export function segmentsOf(label: string, lastSegment: string, segmentBytes: number): string[] {
  const firstSegment = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$/m.exec(label)?.[1];
  if (firstSegment === undefined) throw new Error('bug: the backup_label does not say where the WAL begins');
  const timeline = firstSegment.slice(0, 8);
  // The second third of a name counts 4 GiB of WAL, the last one the segments in them.
  const perRound = 2 ** 32 / segmentBytes;
  const numberOf = (name: string) =>
    Number.parseInt(name.slice(8, 16), 16) * perRound + Number.parseInt(name.slice(16), 16);
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');
  const from = numberOf(firstSegment);
  const count = numberOf(lastSegment) - from + 1;
  return Array.from(
    { length: count },
    (_, index) => `${timeline}${hex(Math.floor((from + index) / perRound))}${hex((from + index) % perRound)}`,
  );
}
