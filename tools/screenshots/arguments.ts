import { parseArgs } from 'node:util';

/** How a page is looked at. */
export const looks = {
  light: {},
  dark: { scheme: 'dark' },
  arabic: { language: 'ar' },
  phone: { width: 390, height: 844 },
} as const;
export type Look = keyof typeof looks;

export interface Wishes {
  readonly folder: string;
  /** Only the pages whose name contains it. */
  readonly only: string | undefined;
  readonly looks: readonly Look[];
}

export const HELP = `npm run screenshots [-- options]

Fills a Sarf of its own with made-up data, opens every page of the dashboard in Chromium and saves its picture as
docs/screenshots/<page>-<look>.webp. It takes about a minute and leaves nothing running. Pictures of pages that there are
no more stay until somebody removes them.

  --only TEXT      only the pages whose name contains it
  --look NAME      light, dark, arabic or phone; may be given several times (light, dark and arabic)
  --folder FOLDER  where the pictures go (docs/screenshots)
  --help           say this`;

const isLook = (text: string): text is Look => Object.hasOwn(looks, text);

/** Reads what was wished for. Gives a text to show instead where it was help, or something that is not understood. */
export function readArguments(words: readonly string[]): Wishes | string {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        only: { type: 'string' },
        look: { type: 'string', multiple: true },
        folder: { type: 'string', default: 'docs/screenshots' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { look = ['light', 'dark', 'arabic'], folder, only, help } = values;
    if (help) return HELP;
    const unknown = look.find((name) => !isLook(name));
    if (unknown !== undefined) return `There is no look ${unknown}; there are ${Object.keys(looks).join(', ')}.`;
    return { folder, only, looks: look.filter(isLook) };
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\n\n${HELP}`;
  }
}
