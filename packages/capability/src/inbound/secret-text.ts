import { createHash, timingSafeEqual } from 'node:crypto';
import type { Variables } from '../binding/variables.ts';
import type { Template } from '../capability.ts';

/**
 * The text of a credential in the file. Null when a variable of it has no value, or when nothing is left: a blank secret
 * must let nobody in.
 */
export function secretText(template: Template | null, variables: Variables): string | null {
  if (template === null) return null;
  const parts = template.map((part) => (typeof part === 'string' ? part : variables.lookup(part.path)));
  // `Bearer {{TOKEN}}` with a blank token is blank too, although some text is left of it.
  if (parts.some((part, at) => part === undefined || (typeof template[at] !== 'string' && part.trim() === ''))) {
    return null;
  }
  const text = parts.join('');
  return text.trim() === '' ? null : text;
}

/** Are two texts the same? Takes as long whatever they hold; through their hashes, so that their lengths may differ. */
export function isSameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(hash(given), hash(wanted));
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
