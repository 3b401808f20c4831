import type { Offence, Source } from './source.ts';

const empty = /(^|-)(services?|utils?|helpers?|common|libs?|managers?)$/i;

/** No file or folder is named for nothing: service, utils, helpers, common, lib, manager, `x.service`, `x-utils`. */
export function checkNames(files: readonly Source[]): Offence[] {
  return files.flatMap(({ path }) => {
    // Each part of the path, and each part between points of a name, so that `payout.service.ts` is found too.
    const word = path.split(/[/.]/).find((part) => empty.test(part));
    if (word === undefined) return [];
    return [
      { path, line: 1, todo: `Name it after the one verb or noun that is in it; "${word}" could hold anything.` },
    ];
  });
}
