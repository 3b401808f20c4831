import { useQuery } from '@tanstack/react-query';
import { frameWords } from '../../frame/words.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { Arriving } from '../../parts/states.tsx';
import { useSession } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { Accounts } from './accounts.tsx';
import { Alarms } from './alarms.tsx';
import { overviewQuery } from './home-queries.ts';
import { Moved } from './moved.tsx';
import { Waiting } from './waiting.tsx';

/** What waits, what needs a look, what moved, and how much there is. */
export function HomePage() {
  const words = useWords(frameWords);
  const { application } = useSession();
  const { data, error, refetch } = useQuery(overviewQuery);
  return (
    <>
      <PageHeader title={words.home} lead={<bdi>{application.name}</bdi>} />
      {!data && <Arriving error={error} retry={() => void refetch()} />}
      {data && (
        <div className="mb-4 grid gap-4 lg:grid-cols-2">
          <Waiting waiting={data.waiting} />
          <Alarms alarms={data.alarms} />
        </div>
      )}
      <div className="space-y-4">
        <Accounts />
        {data && <Moved days={data.days} days_as_of={data.days_as_of} />}
      </div>
    </>
  );
}
