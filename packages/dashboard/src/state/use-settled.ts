import { useEffect, useState } from 'react';

/** A value once it has been the same for a moment, as JSON compares it: for questions asked while somebody types. */
export function useSettled<T>(value: T, quietMs = 300): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    if (JSON.stringify(settled) === JSON.stringify(value)) return undefined;
    const timer = setTimeout(() => settle(value), quietMs);
    return () => clearTimeout(timer);
  }, [value, settled, quietMs]);
  return settled;
}
