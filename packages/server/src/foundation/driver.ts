import { registerHooks } from 'node:module';

/** A place in the driver's own text, and what stands there instead. */
interface Mend {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

// postgres 3.4.9 does not survive the loss of a connection (its issues 1066, 1154, 1208 and pull requests 1155, 1176
// and 1209, none of them released). Each mend is of one way in which it goes wrong.
const mends: readonly Mend[] = [
  // A write that waits for the end of the turn finds no socket, and the process dies of it.
  {
    file: 'connection.js',
    from: 'const x = socket.write(chunk, fn)\n',
    to: `if (socket === null) {
      clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)\n`,
  },
  // The close forgets the write but not that one is waiting, so that the connection never writes again.
  {
    file: 'connection.js',
    from: 'clearImmediate(nextWriteTimer)\n    socket.removeListener',
    to: 'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
  },
  // A lost connection still has the statement that it was lost with, which was rejected long ago, and the end of the pool
  // waits for it until its patience is over.
  {
    file: 'connection.js',
    from: 'closedTime = performance.now()\n',
    to: 'query = null\n    closedTime = performance.now()\n',
  },
  // The statements of a pipeline are written one by one, and the database is woken for each.
  {
    file: 'connection.js',
    from: 'chunk.length >= 1024',
    to: 'chunk.length >= 262144',
  },
  // A connection that is lost while it is being opened leaves a rejection that nobody takes, and the process dies of it.
  {
    file: 'connection.js',
    from: 'return fetchArrayTypes()\n',
    to: 'return fetchArrayTypes().catch(error)\n',
  },
  // The statements that a transaction still sends go into the next transaction on the same connection.
  {
    file: 'index.js',
    from: '      , connection\n      , prepare = null\n',
    to: '      , connection\n      , lost = null\n      , prepare = null\n',
  },
  {
    file: 'index.js',
    from: 'new Promise((_, reject) => connection.onclose = reject)',
    to: 'new Promise((_, reject) => connection.onclose = e => { lost = e; reject(e) })',
  },
  {
    file: 'index.js',
    from: 'q.catch(e => uncaughtError || (uncaughtError = e))\n',
    to: `q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        if (committed)
          return q.reject(new Error('bug: a statement was sent after the commit'))
        committed = q === lastly
`,
  },
  // The commit waits until all statements are answered and this process has a moment for it, with balances locked
  // meanwhile. Sent along with the last statements it is a rollback should one of them fail.
  {
    file: 'index.js',
    from: '      let uncaughtError\n        , result\n',
    to: '      let uncaughtError, result, lastly = null, committed = false\n',
  },
  {
    file: 'index.js',
    from: 'sql.prepare = x =>',
    to: `sql.commit = () => (lastly = sql\`commit\`).then(({ command }) => {
        if (command !== 'COMMIT')
          throw new Error('the transaction was not saved')
      })
      sql.prepare = x =>`,
  },
  { file: 'index.js', from: ': await sql`commit`\n', to: ': await (lastly || sql`commit`)\n' },
  // That commit is the rollback, too, and gives the connection back to the pool. A rollback of our own would come too late,
  // and into the transaction of whoever has the connection by then.
  { file: 'index.js', from: ': sql`rollback`\n', to: ': lastly ? lastly.catch(() => {}) : sql`rollback`\n' },
];

const mended = new Set<Mend>();

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const [, file] = /\/node_modules\/postgres\/src\/([a-z]+\.js)$/.exec(url) ?? [];
    const own = mends.filter((mend) => mend.file === file);
    if (own.length === 0) return loaded;
    let source = String(loaded.source);
    for (const mend of own) {
      if (source.split(mend.from).length !== 2) continue;
      source = source.replace(mend.from, () => mend.to);
      mended.add(mend);
    }
    return { ...loaded, source };
  },
});

/** The driver of the database, mended. */
export const { default: postgres } = await import('postgres');
if (mended.size < mends.length) throw new Error('bug: the driver of the database has changed; look at its mends');
