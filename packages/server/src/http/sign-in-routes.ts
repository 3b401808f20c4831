import rateLimit from '@fastify/rate-limit';
import { Filled } from '@sarf/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, type TObject, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { acceptInvitation } from '../auth/invitations.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from '../auth/passwords.ts';
import { changeName } from '../auth/sign-in/change-name.ts';
import * as factors from '../auth/sign-in/factors.ts';
import type { Means, Outcome, Signed, Visit } from '../auth/sign-in/means.ts';
import { passkeyProofOptions, prove } from '../auth/sign-in/prove.ts';
import { passkeySignInOptions, signIn, signInWithCode, signInWithPasskey, signOut } from '../auth/sign-in/sign-in.ts';
import { neighbourhoodOf } from '../foundation/networks.ts';
import { Refusal, refusalOf } from '../foundation/refuse.ts';
import { originOf } from './authenticate.ts';
import { refuseCrossSite } from './cross-site.ts';
import { faultsOf } from './faults.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Password = text(PASSWORD_MAX);
const NewPassword = Type.String({ minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX });
const Name = Filled(100, 'What others call them.');
const Code = Type.String({ pattern: '^[0-9A-Za-z -]{6,20}$' });
const strict = { additionalProperties: false };
const Empty = Type.Object({}, strict);
// What browsers may add later is left to the library.
const Answer = Type.Object({
  id: text(1400),
  rawId: text(1400),
  type: Type.Literal('public-key'),
  response: Type.Object({
    clientDataJSON: text(8000),
    authenticatorData: text(8000),
    signature: text(8000),
    userHandle: Type.Optional(text(200)),
  }),
  clientExtensionResults: Type.Record(Type.String(), Type.Never()),
});
const NewPasskey = Type.Object({ name: Name, response: Type.Record(Type.String(), Type.Unknown()) }, strict);

// Of one address, in ten seconds: beyond this nothing is even looked at.
const REQUESTS_MAX = 120;
const BODY_LIMIT_BYTES = 32 * 1024;

/** Where people sign in and out, and change how they do (docs/people.md). Nothing here takes a token. */
export function addSignInRoutes(app: FastifyInstance, means: Means): void {
  void app.register(async (scope) => {
    await scope.register(rateLimit, {
      max: REQUESTS_MAX,
      timeWindow: 10_000,
      keyGenerator: ({ ip }) => neighbourhoodOf(ip),
    });
    const door = doorOf(scope, means);
    addSigningIn(door, means);
    addInvitations(door, means);
    addFactors(door, means);
  });
}

type Method = 'GET' | 'POST' | 'DELETE';
type Door = ReturnType<typeof doorOf>;

function doorOf(scope: FastifyInstance, means: Means) {
  const add = <Body extends TObject>(
    [method, url]: readonly [Method, string],
    schema: Body,
    run: (body: Static<Body>, request: FastifyRequest) => Promise<Outcome>,
  ): void => {
    const checker = Compile(schema);
    scope.route({
      method,
      url,
      bodyLimit: BODY_LIMIT_BYTES,
      async handler(request, reply) {
        refuseCrossSite(request, means.deps.settings.publicUrl);
        const body: unknown = request.body ?? {};
        const refusal = refusalOf(faultsOf(checker, body));
        if (refusal) throw refusal;
        if (!checker.Check(body)) throw new Refusal('INVALID_PARAMETERS');
        const outcome = await run(body, request);
        if (outcome.cookies.length > 0) reply.header('set-cookie', [...outcome.cookies]);
        if (outcome.body === undefined) return reply.code(204).send();
        return outcome.body;
      },
    });
  };
  return {
    /** For whoever comes. */
    open: <Body extends TObject>(
      route: readonly [Method, string],
      schema: Body,
      run: (body: Static<Body>, visit: Visit) => Promise<Outcome>,
    ): void => add(route, schema, (body, request) => run(body, visitOf(request))),
    /** For whoever is signed in; refuses with UNAUTHORIZED or CLIENT_STOPPED. */
    signed: <Body extends TObject>(
      route: readonly [Method, string],
      schema: Body,
      run: (body: Static<Body>, signed: Signed, request: FastifyRequest) => Promise<Outcome>,
    ): void => add(route, schema, async (body, request) => run(body, await signedOf(means, request), request)),
  };
}

const visitOf = (request: FastifyRequest): Visit => ({ cookies: request.headers.cookie, origin: originOf(request) });

async function signedOf({ sessions }: Means, request: FastifyRequest): Promise<Signed> {
  const visit = visitOf(request);
  const identity = await sessions.verify(visit.cookies);
  if (!identity?.member || !identity.session) throw new Refusal('UNAUTHORIZED', 'You are not signed in.');
  const { member, session } = identity;
  return { ...visit, member, session, caller: { ...identity, origin: visit.origin } };
}

function addSigningIn(door: Door, means: Means): void {
  door.open(['POST', '/auth/sign-in'], Type.Object({ email: text(254), password: Password }, strict), (body, visit) =>
    signIn(means, body, visit),
  );
  const WithCode = Type.Object({ code: Code }, strict);
  door.open(['POST', '/auth/sign-in/totp'], WithCode, ({ code }, visit) =>
    signInWithCode(means, { code, kind: 'totp' }, visit),
  );
  door.open(['POST', '/auth/sign-in/backup-code'], WithCode, ({ code }, visit) =>
    signInWithCode(means, { code, kind: 'backup_code' }, visit),
  );
  door.open(['POST', '/auth/sign-in/passkey/options'], Empty, () => passkeySignInOptions(means));
  door.open(['POST', '/auth/sign-in/passkey'], Type.Object({ response: Answer }, strict), ({ response }, visit) =>
    signInWithPasskey(means, response, visit),
  );
  const Leaving = Type.Object({ everywhere: Type.Optional(Type.Boolean()) }, strict);
  door.signed(['POST', '/auth/sign-out'], Leaving, (body, signed) => signOut(means, signed, body));
  const Proof = Type.Object(
    { code: Type.Optional(Code), password: Type.Optional(Password), passkey: Type.Optional(Answer) },
    { ...strict, minProperties: 1, maxProperties: 1 },
  );
  door.signed(['POST', '/auth/prove'], Proof, (body, signed) => prove(means, signed, body));
  door.signed(['POST', '/auth/prove/passkey/options'], Empty, (_body, signed) => passkeyProofOptions(means, signed));
}

function addInvitations(door: Door, { deps }: Means): void {
  const Acceptance = Type.Object({ token: text(100), name: Name, password: NewPassword }, strict);
  door.open(['POST', '/auth/accept-invitation'], Acceptance, async (body, { origin }) => ({
    body: { email: await acceptInvitation(deps, body, origin) },
    cookies: [],
  }));
}

function addFactors(door: Door, means: Means): void {
  const WithPassword = Type.Object({ password: Password }, strict);
  const WithCode = Type.Object({ code: Code }, strict);
  const Change = Type.Object({ current_password: Password, new_password: NewPassword }, strict);
  door.signed(['POST', '/auth/name'], Type.Object({ name: Name }, strict), ({ name }, signed) =>
    changeName(means, signed, name),
  );
  door.signed(['POST', '/auth/password'], Change, (body, signed) =>
    factors.changePassword(means, signed, { current: body.current_password, next: body.new_password }),
  );
  door.signed(['POST', '/auth/totp'], WithPassword, ({ password }, signed) =>
    factors.beginTotp(means, signed, password),
  );
  door.signed(['POST', '/auth/totp/confirm'], WithCode, ({ code }, signed) => factors.confirmTotp(means, signed, code));
  door.signed(['DELETE', '/auth/totp'], WithPassword, ({ password }, signed) =>
    factors.removeTotp(means, signed, password),
  );
  door.signed(['POST', '/auth/totp/backup-codes'], WithPassword, ({ password }, signed) =>
    factors.renewBackupCodes(means, signed, password),
  );
  door.signed(['GET', '/auth/passkeys'], Empty, (_body, signed) => factors.listPasskeys(means, signed));
  door.signed(['POST', '/auth/passkeys/options'], Empty, (_body, signed) => factors.newPasskeyOptions(means, signed));
  door.signed(['POST', '/auth/passkeys'], NewPasskey, (body, signed) => factors.addPasskey(means, signed, body));
  door.signed(['DELETE', '/auth/passkeys/:id'], Empty, (_body, signed, { params }) => {
    const id = typeof params === 'object' && params !== null && 'id' in params ? String(params.id) : '';
    return factors.removePasskey(means, signed, id);
  });
}
