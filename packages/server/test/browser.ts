import { fromPage } from './people.ts';
import { type Called, type RunningSarf, send } from './running-sarf.ts';

/** A browser, as far as the sign-in can tell: it keeps cookies and sends what our own pages send. */
export interface Browser {
  readonly cookies: Map<string, string>;
  readonly call: RunningSarf['call'];
  /** Every `set-cookie` that came, the last ones last. */
  readonly set: string[];
  signIn(email: string, password: string): Promise<Called>;
}

export function openBrowser(sarf: Pick<RunningSarf, 'apiUrl'>, apiUrl = sarf.apiUrl): Browser {
  const cookies = new Map<string, string>();
  const set: string[] = [];
  const call: RunningSarf['call'] = async (method, path, body, headers = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const all = { ...fromPage(sarf), ...(cookie === '' ? {} : { cookie }), ...headers };
    const called = await send(`${apiUrl}${path}`, method, body, all);
    for (const line of called.headers.getSetCookie()) {
      set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0(;|$)/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return called;
  };
  return { cookies, set, call, signIn: (email, password) => call('POST', '/auth/sign-in', { email, password }) };
}
