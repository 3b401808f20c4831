import { type Logger, pino } from 'pino';

export type Log = Logger;

/** The log: one JSON line each. Bodies, tokens, names and IBANs are never handed to it unmasked. */
export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        // Where the database repeats the row that it refused.
        'err.detail',
        'err.cause.detail',
        'authorization',
        '*.authorization',
        'client_secret',
        '*.client_secret',
        'iban',
        '*.iban',
        'beneficiary_name',
        '*.beneficiary_name',
      ],
      censor: '[masked]',
    },
  });
}
