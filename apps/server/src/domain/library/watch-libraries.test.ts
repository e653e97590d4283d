import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JobRequest } from '#database/open.ts'
import { threadWalker } from '#integrations/filesystem/walker.ts'
import { createFolderWatcher } from '#integrations/filesystem/watch-folders.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { insertLibrary } from '#test/support/library.ts'
import { recording } from '#test/support/recording.ts'
import { until } from '#test/support/until.ts'
import { type LibraryWatch, watchLibraries } from './watch-libraries.ts'

onEveryDatabase('watching the libraries', (world) => {
  let root: string
  let watch: LibraryWatch
  let announced: unknown[]

  const asked = () =>
    announced
      .filter((item) => (item as JobRequest).kind === 'job')
      .map((item) => (item as JobRequest).payload as { folder: string | null })

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'colophon-watch-'))
    mkdirSync(join(root, 'Author'))
    const { writer, reader } = world.db
    await writer.deleteFrom('libraries').execute()
    await writer.deleteFrom('folders').execute()
    await insertLibrary(world.db, root)
    const told = recording(world.db)
    announced = told.announced
    const watcher = createFolderWatcher(silentLogger)
    watch = watchLibraries({
      db: reader,
      transaction: told.transaction,
      walker: threadWalker,
      watcher,
      logger: silentLogger,
    })
    await watch.refresh()
  })
  afterEach(async () => {
    await watch.close()
    rmSync(root, { recursive: true, force: true })
  })

  it('asks for a scan of just the folder in which a file appears', async () => {
    writeFileSync(join(root, 'Author', 'new.epub'), 'x')
    await until(() => asked().length > 0)
    expect(asked()).toEqual([expect.objectContaining({ folder: join(root, 'Author') })])
  })

  it('watches folders that are made later', async () => {
    mkdirSync(join(root, 'Later'))
    await until(() => asked().length > 0)
    await new Promise((resolve) => setTimeout(resolve, 600))
    announced.length = 0
    writeFileSync(join(root, 'Later', 'inside.epub'), 'x')
    await until(() => asked().length > 0)
    expect(asked()[0]?.folder).toBe(join(root, 'Later'))
  })

  it('takes many changes at once as one scan of everything', async () => {
    for (let n = 0; n < 40; n++) mkdirSync(join(root, `folder ${n}`))
    await until(() => asked().length > 0)
    announced.length = 0
    await new Promise((resolve) => setTimeout(resolve, 900))
    for (let n = 0; n < 40; n++) writeFileSync(join(root, `folder ${n}`, 'x.epub'), 'x')
    await until(() => asked().length > 0)
    expect(asked().some(({ folder }) => folder === null)).toBe(true)
  })
})
