import { Link, type LinkProps } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useWords } from '../words/language.ts';
import { frameWords } from './words.ts';

interface CrumbsProps {
  /** The pages above this one, the uppermost first. */
  readonly above: readonly { readonly to: LinkProps['to']; readonly title: string }[];
  /** This page. */
  readonly here: string;
}

/** The way back up from a page that is not in the navigation. */
export function Crumbs({ above, here }: CrumbsProps) {
  const words = useWords(frameWords);
  return (
    <nav aria-label={words.breadcrumbs} className="mb-2 text-soft">
      <ol className="flex flex-wrap items-center gap-1">
        {above.map(({ to, title }) => (
          <li key={title} className="flex items-center gap-1">
            <Link
              to={to}
              activeOptions={{ exact: true }}
              className="inline-flex min-h-7 items-center rounded hover:text-ink hover:underline"
            >
              {title}
            </Link>
            <ChevronRight aria-hidden className="size-3.5 rtl:-scale-x-100" />
          </li>
        ))}
        <li aria-current="page" className="truncate">
          {here}
        </li>
      </ol>
    </nav>
  );
}
