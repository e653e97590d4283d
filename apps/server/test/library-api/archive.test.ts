import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

const archive = '/api/web/archive'

onEveryApp('several books as one download', (world) => {
  const make = booksOf(world)

  /** A book with files on disk, in a folder of its own. */
  async function bookWith(folder: string, files: Record<string, string>) {
    const book = await make.book()
    const ids: string[] = []
    for (const [name, content] of Object.entries(files)) {
      const path = make.write(`${folder}/${book.id}/${name}`, content)
      ids.push((await make.file(book.id, path, { file_type: name.split('.').at(-1) })).id)
    }
    return { id: book.id, files: ids }
  }

  async function shelf() {
    const folder = make.folder()
    await make.library([folder])
    return folder
  }

  const plan = async (ids: string[]) => (await world.user.post(archive, { selection: { ids } })).json()
  const load = (files: string[]) => world.user.get(`${archive}?files=${files.join(',')}`)

  it('holds the best file of each book under a name of its own', async () => {
    const folder = await shelf()
    const one = await bookWith(folder, { 'Same.pdf': 'pdf', 'Same.epub': 'first' })
    const two = await bookWith(folder, { 'same.epub': 'second' })
    const bare = await make.book()

    const { files, sizeBytes, withoutFile } = await plan([two.id, bare.id, one.id])

    expect(files).toEqual([two.files[0], one.files[1]])
    expect({ sizeBytes, withoutFile }).toEqual({ sizeBytes: 0, withoutFile: 1 })
    const answer = await load(files)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/zip')
    const inside = unzipSync(answer.rawPayload)
    expect(Object.keys(inside)).toEqual(['same.epub', 'Same (2).epub'])
    expect(Buffer.from(inside['Same (2).epub'] ?? []).toString()).toBe('first')
  })

  it('names nothing that leads out of the folder it is unpacked in', async () => {
    const folder = await shelf()
    const book = await make.book()
    const path = make.write(`${folder}/plain.epub`, 'text')
    const ids = []
    for (const file_name of ['../../evil.epub', '..\\evil.epub', '.hidden.epub', 'a\u0007b.epub']) {
      ids.push((await make.file(book.id, make.write(`${path}.${ids.length}.epub`, 'x'), { file_name })).id)
    }
    const names = Object.keys(unzipSync((await load(ids)).rawPayload))
    expect(names).toHaveLength(4)
    for (const name of names) {
      expect(name.split(/[\\/]/)).not.toContain('..')
      expect(name).not.toMatch(/^[./\\]|\p{Cc}/u)
    }
  })

  it('says in words how many books go into it', async () => {
    const { id } = await make.book()
    const { reader, writer, dialect } = world.db
    const { id: _, ...row } = await reader
      .selectFrom('books')
      .selectAll()
      .where('public_id', '=', id)
      .executeTakeFirstOrThrow()
    const ids = Array.from({ length: 101 }, () => dialect.newPublicId())
    const copies = ids.map((public_id) => ({ ...row, public_id, foreign_id: `local:book:${public_id}` }))
    await writer.insertInto('books').values(copies).execute()

    const refused = await world.user.post(archive, { selection: { ids } })

    expect([refused.statusCode, refused.json().error]).toEqual([
      400,
      '100 books go into one download, these are 101; mark fewer',
    ])
    expect((await world.user.post(archive, { selection: { ids: ids.slice(1) } })).statusCode).toBe(200)
    expect((await load(ids.map((_, n) => `f${n}`))).statusCode).toBe(400)
  })

  it('breaks off where a file has gone since', async () => {
    expect((await load(['nothing'])).statusCode).toBe(404)
  })
})
