/** One page of a list, as every list of the API has it. */
export interface PageOf<T> {
  readonly content: readonly T[];
  readonly page: { readonly size: number; readonly next: string | null };
}

/** What an endless query needs to walk such a list. */
export const walking: {
  readonly initialPageParam: string | undefined;
  readonly getNextPageParam: (last: PageOf<unknown>) => string | undefined;
} = { initialPageParam: undefined, getNextPageParam: ({ page }) => page.next ?? undefined };

/** Reads a list from its beginning to its end, page after page. Stops early when the signal says so. */
export async function* everyPage<T>(
  readPage: (after: string | undefined) => Promise<PageOf<T>>,
  signal: AbortSignal,
): AsyncGenerator<readonly T[], void, undefined> {
  for (let after: string | null | undefined; after !== null && !signal.aborted; ) {
    const { content, page }: PageOf<T> = await readPage(after);
    yield content;
    after = page.next;
  }
}
