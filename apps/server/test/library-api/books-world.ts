import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { AppWorld } from '#test/support/app.ts'

export interface BookJson {
  id: string
  title: string
  description: string | null
  cover_image_url: string | null
  authors: { id: string; name: string }[]
  series: { series: { id: string; name: string }; position: number | null }[]
  tags: { id: string; name: string }[]
  files: FileJson[]
  created_at: string
  updated_at: string
}

export interface FileJson {
  id: string
  book_id: string
  file_path: string
  download_count: number
}

/** What tests of the catalogue do again and again. */
export function booksOf(world: AppWorld) {
  const folders: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  let serial = 0
  const unique = (text: string) => `${text} ${(++serial).toString(36)}z${process.pid.toString(36)}`

  function folder(): string {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'colophon-books-')))
    folders.push(path)
    return path
  }

  async function created<Row>(url: string, body: object): Promise<Row> {
    const answer = await world.admin.post(url, body)
    if (answer.statusCode !== 201) throw new Error(`${url} answered ${answer.statusCode} ${answer.body}`)
    return answer.json<Row>()
  }

  return {
    unique,
    folder,
    write(path: string, content: string | Uint8Array): string {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
    library: (paths = [folder()], more: object = {}) =>
      created<{ id: string; name: string; paths: string[] }>('/api/libraries', {
        name: unique('Library'),
        paths,
        ...more,
      }),
    book: (body: object = {}) => created<BookJson>('/api/books', { title: unique('Book'), ...body }),
    author: (name = unique('Author')) => created<{ id: string; name: string }>('/api/authors', { name }),
    series: (name = unique('Series')) => created<{ id: string; name: string }>('/api/series', { name }),
    tag: (name = unique('Tag')) => created<{ id: string; name: string }>('/api/tags', { name }),
    read: async (id: string) => (await world.user.get(`/api/books/${id}`)).json<BookJson>(),
    file: (bookId: string, path: string, more: object = {}) =>
      created<FileJson>(`/api/books/${bookId}/files`, {
        file_type: 'epub',
        file_name: path.split('/').at(-1),
        file_path: path,
        ...more,
      }),
    async link(book: string, to: { authors?: string[]; series?: object[]; tags?: string[] }) {
      if (to.authors) await world.user.put(`/api/books/${book}/authors`, { author_ids: to.authors })
      if (to.series) await world.user.put(`/api/books/${book}/series`, { entries: to.series })
      if (to.tags) await world.user.put(`/api/books/${book}/tags`, { tag_ids: to.tags })
    },
  }
}
