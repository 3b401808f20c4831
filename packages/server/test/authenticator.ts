import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Json } from './running-sarf.ts';

/** The code that an app shows at a time (RFC 6238, SHA-1, 30 seconds, 6 digits). */
export function totpCode(uri: string, at: Date): string {
  const secret = fromBase32(new URL(uri).searchParams.get('secret') ?? '');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

interface Ceremony {
  readonly options: Json;
  readonly origin: string;
  /** False: the device did not make sure who holds it. */
  readonly verified?: boolean;
}

/** A passkey in software: makes itself known, and answers challenges (WebAuthn level 2, ES256, no attestation). */
export function softPasskey(rpId: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let counter = 0;
  const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
  const clientData = (type: string, { options, origin }: Ceremony) =>
    Buffer.from(JSON.stringify({ type, challenge: options.challenge, origin, crossOrigin: false }));
  const authData = (flags: number, verified: boolean, attested = Buffer.alloc(0)) => {
    counter += 1;
    const head = Buffer.alloc(5);
    // User present, and user verified.
    head.writeUInt8(flags | 1 | (verified ? 4 : 0), 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), head, attested]);
  };
  const part = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' };
  const common = { ...part, clientExtensionResults: {} };
  return {
    register(ceremony: Ceremony) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const [X, Y] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
      // COSE (RFC 8152): {1: 2, 3: -7, -1: 1, -2: x, -3: y}
      const hex = (text: string) => Buffer.from(text, 'hex');
      const cose = Buffer.concat([hex('a5010203262001215820'), X, hex('225820'), Y]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const data = authData(0x40, ceremony.verified ?? true, attested);
      const size = Buffer.alloc(2);
      size.writeUInt16BE(data.length);
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
      const attestationObject = Buffer.concat([
        hex('a363666d74646e6f6e656761747453746d74a068617574684461746159'),
        size,
        data,
      ]);
      const clientDataJSON = clientData('webauthn.create', ceremony).toString('base64url');
      const response = { clientDataJSON, attestationObject: attestationObject.toString('base64url'), transports: [] };
      return { ...common, response };
    },
    answer(ceremony: Ceremony) {
      const data = authData(0, ceremony.verified ?? true);
      const client = clientData('webauthn.get', ceremony);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      };
      return { ...common, response };
    },
  };
}
