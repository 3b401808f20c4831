import { useLanguage } from '../words/language.ts';
import { dayText, timeText, utcText } from './time-text.ts';

/** A time in the viewer's zone; UTC on hover. */
export function Time({ at, precise = false }: { readonly at: string; readonly precise?: boolean }) {
  const language = useLanguage();
  return (
    <time dateTime={at} title={utcText(at)} className="figure">
      {timeText(at, language, precise)}
    </time>
  );
}

/** A day, such as the one on which a bank booked something. */
export function Day({ day }: { readonly day: string }) {
  return (
    <time dateTime={day} className="figure">
      {dayText(day, useLanguage())}
    </time>
  );
}
