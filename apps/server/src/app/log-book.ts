import { sql } from 'kysely'
import type { Database, Db } from '#database/open.ts'
import { readSetting } from '#domain/settings/settings-store.ts'
import type { LogBook, LogEntry, LogFilter } from '#http/acquisition-api/logs.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { WaitingLines } from './log-lines.ts'

const EVERY_MS = 1_000
/** Rows of one statement, and a limit to what a second may write. */
const BATCH = 250
const BATCHES = 8
const PAGE = 2_000

export interface KeptLog extends LogBook {
  /** Writes what waits from now on, once a second. */
  start(): void
  /** Writes the rest. */
  stop(): Promise<void>
}

/** Keeps the log in the database, off the paths of requests: lines wait in memory and are written together. */
export function keepLog(database: Database, lines: WaitingLines): KeptLog {
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  async function write(): Promise<void> {
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const rows = lines.next(BATCH)
      if (rows.length === 0) return
      // What cannot be kept stands in the output of the process; to log that here would go round in circles.
      await database.writer
        .insertInto('log_entries')
        .values(rows)
        .execute()
        .catch(() => {})
    }
  }

  const flush = () => {
    writing ??= write().finally(() => {
      writing = undefined
    })
    return writing
  }

  return {
    ...readLog(database.reader),
    start() {
      timer = setInterval(() => void flush(), EVERY_MS).unref()
    },
    async stop() {
      clearInterval(timer)
      await flush()
      await flush()
    },
  }
}

/** Reads what was kept, the newest first. */
export function readLog(db: Db): LogBook {
  return {
    list: (filter, { limit, offset }) => select(db, filter).limit(limit).offset(offset).execute(),
    async *pages(filter, { limit, offset }) {
      let last: LogEntry | undefined
      for (let left = limit; left > 0; left -= PAGE) {
        const query = select(db, filter).limit(Math.min(PAGE, left))
        const { at, id } = last ?? { at: '', id: 0 }
        const page = await (last
          ? query.where(({ eb, or, and }) => or([eb('at', '<', at), and([eb('at', '=', at), eb('id', '<', id)])]))
          : query.offset(offset)
        ).execute()
        if (page.length > 0) yield page
        last = page.at(-1)
        if (page.length < PAGE) return
      }
    },
  }
}

function select(db: Db, { level, component, words, from, to }: LogFilter) {
  let query = db.selectFrom('log_entries').selectAll().orderBy('at', 'desc').orderBy('id', 'desc')
  if (level !== undefined) query = query.where('level', '>=', level)
  if (component !== undefined) query = query.where('component', '=', component)
  if (from !== undefined) query = query.where('at', '>=', from)
  if (to !== undefined) query = query.where('at', '<=', to)
  if (words !== undefined) {
    const pattern = `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      sql<boolean>`(lower(message) like ${pattern} escape '\\' or lower(fields_json) like ${pattern} escape '\\')`,
    )
  }
  return query
}

/** Rows that are kept at most, whatever their age. */
const MOST_ROWS = 200_000
const DAY_MS = 86_400_000

/**
 * Forgets lines that are older than the setting `log.retention_days` says, and the oldest beyond what is kept at all.
 * @param days where nothing is set
 */
export async function trimLog(database: Database, clock: Clock, days: number): Promise<void> {
  const set = Number(await readSetting(database.reader, 'log.retention_days'))
  const kept = Number.isFinite(set) && set > 0 ? set : days
  const before = instant(new Date(clock.now().getTime() - kept * DAY_MS))
  await database.writer.deleteFrom('log_entries').where('at', '<', before).execute()
  const edge = await database.reader
    .selectFrom('log_entries')
    .select('id')
    .orderBy('id', 'desc')
    .offset(MOST_ROWS)
    .limit(1)
    .executeTakeFirst()
  if (edge) await database.writer.deleteFrom('log_entries').where('id', '<=', edge.id).execute()
}
