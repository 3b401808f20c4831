import { localeOf } from '../words/locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(name: string, language: 'en' | 'ar', options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${language}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), options);
  formats.set(key, format);
  return format;
}

/** A time in the zone of the viewer: day, hour and minute, and seconds where they are wanted. */
export function timeText(iso: string, language: 'en' | 'ar', precise = false): string {
  const options = { dateStyle: 'medium', timeStyle: precise ? 'medium' : 'short' } as const;
  return formatOf(precise ? 'precise' : 'time', language, options).format(new Date(iso));
}

/** A day, as `YYYY-MM-DD` says it; it is in no zone. */
export function dayText(day: string, language: 'en' | 'ar'): string {
  return formatOf('day', language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The same time in UTC, to the second: `2026-11-21 19:28:21 UTC`. */
export function utcText(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
