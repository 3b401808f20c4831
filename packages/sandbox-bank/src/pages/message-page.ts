import { html, page } from './html.ts';

/** A page that only says something, such as that there is nothing here. */
export function messagePage(title: string, message: string): string {
  return page(
    title,
    html`<h1>${title}</h1>
<p>${message}</p>`,
  );
}
