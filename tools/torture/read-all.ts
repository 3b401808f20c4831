import type { Api } from './api.ts';
import type { Shown } from './notebook.ts';

const PAGE = 100;

/** Reads all pages of a list, by the ids of what is in them. */
export async function readAll(api: Api, path: string): Promise<Map<string, Shown>> {
  const all = new Map<string, Shown>();
  for (let after = ''; ; ) {
    const { body } = await api.insist('GET', `${path}?page_size=${PAGE}${after}`, undefined, 0);
    const content: readonly Shown[] = Array.isArray(body.content) ? body.content : [];
    for (const one of content) all.set(String(one.id), one);
    const page: { readonly next?: unknown } = typeof body.page === 'object' && body.page !== null ? body.page : {};
    if (typeof page.next !== 'string') return all;
    after = `&after=${page.next}`;
  }
}
