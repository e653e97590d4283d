import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { writeSettings } from '#domain/settings/settings-store.ts'
import { silentLogger } from '#kernel/logger.ts'
import { backupName, createBackups } from './backups.ts'
import { applyStagedRestore, stagedRestore } from './staged-restore.ts'

describe('the name of a backup', () => {
  const at = new Date('2026-08-11T10:15:00Z')
  it.each([
    ['', ''],
    ['pre upgrade!', '_pre-upgrade'],
    ['../../etc/passwd', '_etc-passwd'],
    ['!!!', ''],
    ['x'.repeat(60), `_${'x'.repeat(40)}`],
  ])('with the label %j', (label, ending) => expect(backupName(at, label)).toBe(`bindery_20260811_101500${ending}.db`))
})

describe('backups', () => {
  let dataDir: string
  let config: { dataDir: string; databaseUrl: string }
  let db: Database

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'colophon-test-backups-'))
    config = { dataDir, databaseUrl: `sqlite:${join(dataDir, 'colophon.db')}` }
    db = openDatabase(config.databaseUrl, silentLogger)
    await migrate(db)
  })
  afterEach(async () => {
    await db.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const set = (value: string) =>
    db.writer.transaction().execute((trx) => writeSettings(trx, { 'test.state': value }, new Date()))
  const state = async () =>
    (await db.reader.selectFrom('settings').select('value').where('key', '=', 'test.state').executeTakeFirst())?.value

  /** As a killed process leaves it: nothing is closed in order. */
  async function restart() {
    await db.close()
    applyStagedRestore(config, silentLogger)
    db = openDatabase(config.databaseUrl, silentLogger)
    await migrate(db)
  }

  it('are whole files for the owner alone, made while others write', async () => {
    await set('kept')
    const { name, sizeBytes } = await createBackups(config).make('test')
    const file = statSync(join(dataDir, 'backups', name))
    expect([file.size, file.mode & 0o777]).toEqual([sizeBytes, 0o600])
    expect(readdirSync(dataDir).filter((one) => one.endsWith('.part'))).toEqual([])
  })

  it('come back at the next start, once, and what was there before is kept', async () => {
    await set('before')
    const backups = createBackups(config)
    const { name } = await backups.make('')
    await set('after')
    await backups.stage(name)
    expect(await state()).toBe('after')
    await restart()
    expect(await state()).toBe('before')
    await set('newer')
    await restart()
    expect(await state()).toBe('newer')

    const kept = (await backups.list()).find((one) => one.name.includes('before-restore'))
    await backups.stage(kept?.name ?? '')
    await restart()
    expect(await state()).toBe('after')
  })

  it('are put in place by the start after one that was killed in the middle', async () => {
    await set('before')
    const backups = createBackups(config)
    await backups.stage((await backups.make('')).name)
    await db.close()
    // Killed after the old database was set aside.
    for (const ending of ['', '-wal', '-shm']) rmSync(join(dataDir, `colophon.db${ending}`), { force: true })
    await restart()
    expect(await state()).toBe('before')
    expect(existsSync(stagedRestore(dataDir))).toBe(false)
  })

  it('that are damaged, newer or none at all are never put in place', async () => {
    const backups = createBackups(config)
    const { name } = await backups.make('')
    writeFileSync(join(dataDir, 'backups', 'bindery_damaged.db'), 'this is no database')
    await expect(backups.stage('bindery_damaged.db')).rejects.toMatchObject({ code: 'backup.damaged' })
    await expect(backups.stage('../colophon.db')).rejects.toMatchObject({ kind: 'invalid' })
    await expect(backups.stage('bindery_none.db')).rejects.toMatchObject({ kind: 'not-found' })
    const newer = openDatabase(`sqlite:${join(dataDir, 'backups', name)}`, silentLogger)
    await newer.writer
      .insertInto('schema_migrations' as never)
      .values({ name: '9999-later', applied_at: 'x' } as never)
      .execute()
    await newer.close()
    await expect(backups.stage(name)).rejects.toMatchObject({ code: 'backup.newer' })
    expect(existsSync(stagedRestore(dataDir))).toBe(false)
  })

  it('are refused with what to do instead where the database is PostgreSQL', async () => {
    const backups = createBackups({ dataDir, databaseUrl: 'postgres://127.0.0.1/colophon' })
    for (const asked of [backups.make(''), backups.stage('bindery_x.db')])
      await expect(asked).rejects.toThrow(/pg_dump/)
    expect(await backups.list()).toEqual([])
    await expect(backups.remove('bindery_x.db')).rejects.toMatchObject({ kind: 'not-found' })
  })
})
