/** What the set-up of codes gives: the address for the app, and backup codes. Read with care: no contract has it. */
export interface SetUp {
  readonly uri: string;
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

export function setUpIn(answer: unknown): SetUp | undefined {
  if (typeof answer !== 'object' || answer === null || !('uri' in answer) || typeof answer.uri !== 'string')
    return undefined;
  const secret = URL.canParse(answer.uri) ? new URL(answer.uri).searchParams.get('secret') : null;
  return secret === null ? undefined : { uri: answer.uri, secret, backupCodes: backupCodesIn(answer) };
}

export function backupCodesIn(answer: unknown): readonly string[] {
  if (typeof answer !== 'object' || answer === null || !('backup_codes' in answer)) return [];
  const { backup_codes: codes } = answer;
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : [];
}

/** A passkey of the person who is signed in. */
export interface Passkey {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: string | null;
}

export function passkeysIn(answer: unknown): readonly Passkey[] {
  if (typeof answer !== 'object' || answer === null || !('content' in answer) || !Array.isArray(answer.content))
    return [];
  return answer.content.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('id' in one) || typeof one.id !== 'string') return [];
    const name = 'name' in one && typeof one.name === 'string' ? one.name : null;
    const createdAt = 'created_at' in one && typeof one.created_at === 'string' ? one.created_at : null;
    return [{ id: one.id, name, createdAt }];
  });
}
