import { openDatabase } from '../../packages/server/src/foundation/database.ts';

export interface Hurry {
  /** Lets workers look now at payouts that they would look at in more than two seconds. */
  hurryPayouts(): Promise<void>;
  /** The same for deliveries, also those that a worker took along when it was killed; and no endpoint is paused. */
  hurryDeliveries(): Promise<void>;
  /** How many deliveries are still to be made or to arrive. */
  countDeliveries(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The pauses between looks grow to minutes while the bank is away, and a run would have to wait for them in the end.
 * What is due sooner is left alone: before that time the bank may still be working on what it was given.
 */
export function openHurry(databaseUrl: string): Hurry {
  const sql = openDatabase(databaseUrl, { connectionsMax: 1 });
  return {
    async hurryPayouts() {
      await sql`
        update payouts set due_at = clock_timestamp() where due_at > clock_timestamp() + interval '2 seconds'`;
    },
    // What a worker is writing just then is left to it: nobody waits for anybody.
    async hurryDeliveries() {
      await sql`
        update endpoints e set failures = 0, paused_until = null from (
          select id from endpoints where failures > 0 or paused_until is not null for no key update skip locked
        ) paused where e.id = paused.id`;
      await sql`
        update deliveries d set due_at = clock_timestamp() from (
          select id from deliveries where state = 'pending' and due_at > clock_timestamp() + interval '2 seconds'
          for no key update skip locked
        ) late where d.id = late.id`;
    },
    async countDeliveries() {
      const [row] = await sql<{ count: number }[]>`
        select (select count(*) from deliveries where state = 'pending')::integer
          + (select count(*) from endpoints n join events e
              on e.application_id = n.application_id and e.position > n.told_to)::integer as count`;
      return row?.count ?? 0;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
