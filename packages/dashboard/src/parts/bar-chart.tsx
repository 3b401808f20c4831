import { useWords } from '../words/language.ts';
import { partWords } from './words.ts';

interface Bar {
  readonly label: string;
  /** One value a series, as long as the bar is; and the same as text. */
  readonly values: readonly [number, number];
  readonly texts: readonly [string, string];
}

interface BarChartProps {
  /** What it shows, in a sentence. */
  readonly title: string;
  readonly series: readonly [string, string];
  readonly bars: readonly Bar[];
}

const HEIGHT = 120;
const STEP = 24;
const fills = ['fill-accent', 'fill-line-strong'] as const;

/** Bars of two series beside each other. The same numbers are in a table, for eyes, ears and copying. */
export function BarChart({ title, series, bars }: BarChartProps) {
  return (
    <figure className="space-y-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-soft">{title}</span>
        <span className="flex gap-4 text-xs">
          {series.map((name, at) => (
            <span key={name} className="inline-flex items-center gap-1.5">
              <svg aria-hidden="true" viewBox="0 0 10 10" className={`size-2.5 ${fills[at]}`}>
                <rect width="10" height="10" rx="2" />
              </svg>
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      <Drawing series={series} bars={bars} />
      <Numbers title={title} series={series} bars={bars} />
    </figure>
  );
}

function Drawing({ series, bars }: Omit<BarChartProps, 'title'>) {
  const max = Math.max(1e-9, ...bars.flatMap(({ values }) => values));
  const width = Math.max(1, bars.length) * STEP;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-32 w-full rtl:-scale-x-100"
    >
      <line
        x1="0"
        x2={width}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
        className="stroke-line"
        vectorEffect="non-scaling-stroke"
      />
      {bars.map(({ label, values, texts }, at) => (
        <g key={label}>
          <title>{`${label}: ${series[0]} ${texts[0]}, ${series[1]} ${texts[1]}`}</title>
          <rect x={at * STEP} y="0" width={STEP} height={HEIGHT} className="fill-transparent" />
          {values.map((value, which) => (
            <rect
              key={series[which]}
              x={at * STEP + 3 + which * 9}
              width="8"
              y={HEIGHT - (value / max) * (HEIGHT - 4)}
              height={(value / max) * (HEIGHT - 4)}
              className={fills[which]}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

function Numbers({ title, series, bars }: BarChartProps) {
  const words = useWords(partWords);
  return (
    <details>
      <summary className="w-fit rounded text-xs text-soft hover:text-ink">{words.asTable}</summary>
      <table className="mt-2 w-full text-start">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="border-b border-line text-soft">
            <td />
            {series.map((name) => (
              <th key={name} scope="col" className="py-1 text-number font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ label, texts }) => (
            <tr key={label} className="border-b border-line last:border-0">
              <th scope="row" className="py-1 text-start font-normal">
                {label}
              </th>
              {texts.map((text, at) => (
                <td key={series[at]} className="figure py-1 text-number">
                  <bdi dir="ltr">{text}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
