import { useEffect, useRef, useState } from 'react';
import { everyPage } from '../api/pages-of.ts';
import { saveFile } from '../parts/save-file.ts';
import { toast } from '../parts/toast.tsx';
import { partWords } from '../parts/words.ts';
import { useWords } from '../words/language.ts';
import type { Column } from './columns.ts';
import { csvLine } from './csv.ts';
import type { List } from './use-list.ts';

interface Exporting {
  /** How many rows were read; undefined while nothing is exported. */
  readonly rows: number | undefined;
  readonly error: unknown;
}

// Spreadsheets take a file for UTF-8 when it begins with this.
const BYTE_ORDER_MARK = '\ufeff';

/** Writes the whole list, as it is narrowed down, into a CSV file: walks its pages, and can be stopped on the way. */
export function useExport<T>(name: string, columns: readonly Column<T>[], list: List<T>) {
  const words = useWords(partWords);
  const [state, setState] = useState<Exporting>({ rows: undefined, error: undefined });
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);
  const start = async (): Promise<void> => {
    stopping.current = new AbortController();
    const { signal } = stopping.current;
    const cells = columns.flatMap(({ header, csv }) => (csv ? [{ header, csv }] : []));
    const lines = [BYTE_ORDER_MARK + csvLine(cells.map(({ header }) => header))];
    setState({ rows: 0, error: undefined });
    try {
      for await (const rows of everyPage(list.readPage, signal)) {
        for (const row of rows) lines.push(csvLine(cells.map(({ csv }) => csv(row))));
        if (!signal.aborted) setState({ rows: lines.length - 1, error: undefined });
      }
      if (!signal.aborted) saveFile(`sarf-${name}.csv`, lines, 'text/csv;charset=utf-8');
      toast(signal.aborted ? words.exportStopped : words.exported(lines.length - 1));
      setState({ rows: undefined, error: undefined });
    } catch (error) {
      setState({ rows: undefined, error });
    }
  };
  return { state, start: () => void start(), stop: () => stopping.current?.abort() };
}
