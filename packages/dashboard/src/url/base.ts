/** Where the pages are on their server. */
export const BASE = '/dashboard';
