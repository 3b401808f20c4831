import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Deps } from '../../deps.ts';
import { targetOf } from '../../foundation/database.ts';
import { Refusal } from '../../foundation/refuse.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN, verifyPassword } from '../passwords.ts';
import { SESSION_LASTS_MS, sessionCookieOf } from '../session-rules.ts';
import { signInKey } from '../sessions.ts';
import { models } from './library-models.ts';

type LibraryDeps = Pick<Deps, 'sql' | 'secretKey' | 'settings' | 'log'>;

const CONNECTIONS_MAX = 3;
// A ceremony, or the second step of a sign-in, takes a minute; then it begins again.
const CHALLENGE_LASTS_S = 300;
const TWO_FACTOR_COOKIE = 'two_factor';
const PASSKEY_COOKIE = 'passkey';

/** What the library answered. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
  /** To be handed to the browser as they are. */
  readonly cookies: readonly string[];
}

/** What of the browser's the library is shown: cookies, and nothing else. */
export interface Shown {
  readonly cookie: string;
}

/** What a passkey answers to a challenge (WebAuthn, AuthenticationResponseJSON). */
export interface PasskeyAnswer {
  id: string;
  rawId: string;
  type: 'public-key';
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string };
  clientExtensionResults: Record<string, never>;
}

/** The names of the library's cookies. */
export interface CookieNames {
  readonly session: string;
  readonly twoFactor: string;
  readonly passkey: string;
}

export type Library = ReturnType<typeof openLibrary>;

/**
 * Opens the library that knows passwords, codes and passkeys (better-auth). Only what is listed here can be asked of it,
 * and only by our own verbs: it has no address of its own. It has its own tables, schema `sign_in`, and its own few
 * connections. Nothing is told to anybody outside.
 */
export function openLibrary({ sql, secretKey, settings, log }: LibraryDeps) {
  const pool = new Pool({ ...targetOf(sql), max: CONNECTIONS_MAX, application_name: 'sarf sign-in' });
  // A connection that is lost while nobody uses it is replaced; without this the process would end.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection of the sign-in was lost'));
  const prefix = prefixOf(settings.publicUrl);
  const { api } = configure(pool, secretKey, settings);
  const cookieNames: CookieNames = {
    session: sessionCookieOf(settings.publicUrl),
    twoFactor: `${prefix}sarf.${TWO_FACTOR_COOKIE}`,
    passkey: `${prefix}sarf.${PASSKEY_COOKIE}`,
  };
  const headersOf = ({ cookie }: Shown) => new Headers(cookie === '' ? {} : { cookie });
  const asked = (shown: Shown) => ({ headers: headersOf(shown), asResponse: true as const });
  return {
    cookieNames,
    signIn: (email: string, password: string) =>
      answered(api.signInEmail({ ...asked({ cookie: '' }), body: { email, password } })),
    verifyTotp: (code: string, shown: Shown) => answered(api.verifyTOTP({ ...asked(shown), body: { code } })),
    verifyBackupCode: (code: string, shown: Shown) =>
      answered(api.verifyBackupCode({ ...asked(shown), body: { code } })),
    passkeyOptions: (shown: Shown) => answered(api.generatePasskeyAuthenticationOptions(asked(shown))),
    verifyPasskey: (response: PasskeyAnswer, shown: Shown) =>
      answered(api.verifyPasskeyAuthentication({ ...asked(shown), body: { response } })),
    newPasskeyOptions: (shown: Shown) => answered(api.generatePasskeyRegistrationOptions(asked(shown))),
    addPasskey: (response: Record<string, unknown>, name: string, shown: Shown) =>
      answered(api.verifyPasskeyRegistration({ ...asked(shown), body: { response, name } })),
    beginTotp: (password: string, shown: Shown) =>
      answered(api.enableTwoFactor({ ...asked(shown), body: { password, method: 'totp' } })),
    endTotp: (password: string, shown: Shown) =>
      answered(api.disableTwoFactor({ ...asked(shown), body: { password } })),
    newBackupCodes: (password: string, shown: Shown) =>
      answered(api.generateBackupCodes({ ...asked(shown), body: { password } })),
    checkPassword: (password: string, shown: Shown) =>
      answered(api.verifyPassword({ ...asked(shown), body: { password } })),
    changePassword: (currentPassword: string, newPassword: string, shown: Shown) =>
      answered(
        api.changePassword({ ...asked(shown), body: { currentPassword, newPassword, revokeOtherSessions: true } }),
      ),
    stop: () => pool.end(),
  };
}

/** Browsers take cookies with it from secure pages of this very host alone, and not from its neighbours. */
const prefixOf = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-' : '');

/** All that the library is told. */
function configure(pool: Pool, secretKey: Buffer, settings: LibraryDeps['settings']) {
  const { hostname, origin, protocol } = new URL(settings.publicUrl);
  return betterAuth({
    appName: 'Sarf',
    baseURL: settings.publicUrl,
    basePath: '/auth',
    secret: signInKey(secretKey),
    database: { dialect: new PostgresDialect({ pool }), type: 'postgres', schemaName: 'sign_in', transaction: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    ...models.core,
    session: { ...models.session, expiresIn: SESSION_LASTS_MS / 1000, disableSessionRefresh: true },
    advanced: {
      // It would put its own prefix before the names.
      useSecureCookies: false,
      cookiePrefix: `${prefixOf(settings.publicUrl)}sarf`,
      cookies: { session_token: { name: sessionCookieOf(settings.publicUrl) } },
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/', secure: protocol === 'https:' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      twoFactor({
        issuer: `Sarf (${hostname})`,
        twoFactorCookieMaxAge: CHALLENGE_LASTS_S,
        // We count wrong passwords and codes together.
        accountLockout: { enabled: false },
        schema: models.twoFactor,
      }),
      passkey({
        rpID: hostname,
        rpName: 'Sarf',
        origin,
        schema: models.passkey,
        advanced: { webAuthnChallengeCookie: PASSKEY_COOKIE },
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        // A passkey stands for two factors only where the device has made sure who holds it.
        registration: {
          afterVerification: ({ verification }) => needUser(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) => needUser(verification.authenticationInfo.userVerified),
        },
      }),
    ],
  });
}

function needUser(isVerified: boolean | undefined): void {
  if (isVerified !== true) throw new Refusal('WRONG_CREDENTIALS');
}

async function answered(answering: Promise<Response>): Promise<Answered> {
  const response = await answering;
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? null : JSON.parse(text),
    cookies: response.headers.getSetCookie(),
  };
}
