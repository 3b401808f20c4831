import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

/** A change that a person asks for. */
interface Change<V, T> {
  /** Sends it; the key belongs to what was filled in, however often it is sent. */
  readonly send: (values: V, key: string) => Promise<T>;
  readonly done?: (value: T, values: V) => void;
}

/**
 * Asks for a change. Its idempotency key stays the same until the change is done, so pressing the button again after a
 * lost answer, or after the second factor was asked for, never does it twice.
 */
export function useChange<V, T>({ send, done }: Change<V, T>) {
  const key = useRef<string>(undefined);
  return useMutation({
    mutationFn(values: V) {
      key.current ??= newKey();
      return send(values, key.current);
    },
    onSuccess(value, values) {
      key.current = undefined;
      done?.(value, values);
    },
  });
}

/** A key that nobody else has. `randomUUID` is there in secure contexts only; these pages may be served without. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
