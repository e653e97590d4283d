import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { silentLogger } from '#kernel/logger.ts'
import { freshDatabase, hasPostgres, onEveryDatabase } from '#test/support/databases.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'

onEveryDatabase('the schema', (world) => {
  it('is complete after the first start and untouched by the second', async () => {
    expect(await migrate(world.db)).toEqual([])
  })

  it('has an index for every foreign key: without one a delete or a join reads whole tables', async () => {
    const { reader, dialect } = world.db
    const bare =
      dialect.name === 'sqlite'
        ? await sql<{ missing: string }>`
            select m.name || '.' || f."from" as missing
            from sqlite_master m join pragma_foreign_key_list(m.name) f
            where m.type = 'table' and not exists (
              select 1 from pragma_index_list(m.name) l join pragma_index_info(l.name) i
              where i.seqno = 0 and i.name = f."from")
            -- A key that is the row's number needs no index: the table is in its order.
            and not exists (
              select 1 from pragma_table_info(m.name) c
              where c.name = f."from" and c.pk = 1 and lower(c.type) = 'integer')`.execute(reader)
        : await sql<{ missing: string }>`
            select c.conrelid::regclass || '.' || a.attname as missing
            from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'f' and not exists (
              select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`.execute(reader)
    expect(bare.rows.map((row) => row.missing)).toEqual([])
  })

  it('gives booleans, JSON, sizes and instants alike on every database', async () => {
    const { writer, reader, dialect } = world.db
    const at = '2026-03-14T02:00:00.000Z'
    await writer
      .insertInto('audit_log')
      .values({
        public_id: dialect.newPublicId(),
        user_public_id: null,
        action: 'a',
        entity_type: 't',
        entity_id: '',
        metadata_json: { titles: ['Ärger'] },
        created_at: at,
      })
      .execute()
    await writer
      .insertInto('libraries')
      .values({
        public_id: dialect.newPublicId(),
        name: 'x',
        organization_type: 'none',
        is_monitored: true,
        created_at: at,
        updated_at: at,
      })
      .execute()
    const log = await reader.selectFrom('audit_log').selectAll().executeTakeFirstOrThrow()
    const library = await reader.selectFrom('libraries').selectAll().executeTakeFirstOrThrow()
    const counted = await reader
      .selectFrom('libraries')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(log.metadata_json).toEqual({ titles: ['Ärger'] })
    expect(log.created_at).toBe(at)
    expect(library.is_monitored).toBe(true)
    expect(counted.n).toBe(1)
  })

  it('keeps one waiting job a key, and lets it wait again while the first runs', async () => {
    const { writer, dialect } = world.db
    const at = '2026-03-14T02:00:00.000Z'
    const job = (state: 'waiting' | 'active') => ({
      public_id: dialect.newPublicId(),
      name: 'j',
      queue: 'low',
      priority: 0,
      payload_json: {},
      dedup_key: 'k',
      state,
      run_at: at,
      attempts_max: 1,
      created_at: at,
    })
    await writer
      .insertInto('jobs')
      .values([job('active'), job('waiting')])
      .execute()
    const again = writer.insertInto('jobs').values(job('waiting')).execute()
    await expect(again.catch((error) => dialect.isUniqueViolation(error))).resolves.toBe(true)
  })
})

// On SQLite a start waits for the lock of the file; within one process that cannot be played through.
describe.skipIf(!hasPostgres)('processes that start together (postgres)', () => {
  it('make the tables once', async () => {
    const fresh = await freshDatabase('postgres')
    const databases = [1, 2, 3, 4].map(() => openDatabase(fresh.url, silentLogger))
    try {
      const applied = (await Promise.all(databases.map((database) => migrate(database)))).flat()

      expect(applied).toEqual([...new Set(applied)])
      expect(applied.length).toBeGreaterThan(0)
    } finally {
      await Promise.all(databases.map((database) => database.close()))
      await fresh.drop()
    }
  })
})
