import { type OperationId, type Result, SarfRefused } from './result.ts';

interface Page<T> {
  readonly content: readonly T[];
  readonly page: { readonly next: string | null };
}

/** Reads item after item, page after page. Throws SarfRefused when a page is refused. */
export async function* itemsOf<T>(
  readPage: (after: string | undefined) => Promise<Result<Page<T>, OperationId>>,
  after: string | undefined,
): AsyncGenerator<T, void, undefined> {
  for (let next: string | null | undefined = after; next !== null; ) {
    const page: Result<Page<T>, OperationId> = await readPage(next);
    if (!page.ok) throw new SarfRefused(page.refusal);
    yield* page.value.content;
    next = page.value.page.next;
  }
}
