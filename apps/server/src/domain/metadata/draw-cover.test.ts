import { expect, it } from 'vitest'
import { catalogVersion } from '#domain/catalog/catalog-version.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { recording } from '#test/support/recording.ts'
import { saveDrawn } from './draw-cover.ts'

onEveryDatabase('what was drawn', (world) => {
  const save = (hash: string, error: string | null) => {
    const clock: Clock = { now: () => new Date('2026-03-14T02:00:00Z') }
    const { transaction } = recording(world.db)
    const facts = { width: 600, height: 900, color: '#204060', hasLarge: false }
    // Nothing is drawn here.
    const deps = { transaction, dialect: world.db.dialect, clock } as Parameters<typeof saveDrawn>[0]
    return saveDrawn(deps, [{ hash, ...facts, error }])
  }
  const addCover = (hash: string) =>
    world.db.writer
      .insertInto('covers')
      .values({ hash, mime: 'image/jpeg', created_at: instant(new Date()) })
      .execute()

  it('is written down without anybody having to read a list anew', async () => {
    await addCover('good')
    const before = await catalogVersion(world.db.reader)

    await save('good', null)

    const row = await world.db.reader.selectFrom('covers').selectAll().where('hash', '=', 'good').executeTakeFirst()
    expect(row).toMatchObject({ width: 600, color: '#204060', error: null })
    expect(await catalogVersion(world.db.reader)).toBe(before)
  })

  it('changes the catalogue where a cover cannot be shown', async () => {
    await addCover('bad')
    const before = await catalogVersion(world.db.reader)

    await save('bad', 'The cover is damaged')

    expect(await catalogVersion(world.db.reader)).toBeGreaterThan(before)
  })
})
