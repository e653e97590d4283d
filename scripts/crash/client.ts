import type { MadeBook } from './books.ts'

/** The little of the API that the test speaks. */
export interface Client {
  libraryId: string
  /** Asks for a scan; false when nobody answered. */
  scan(): Promise<boolean>
  /** True when the server took responsibility for the file. */
  upload(book: MadeBook): Promise<boolean>
}

export async function signUp(url: string): Promise<Client> {
  const account = { name: 'Crash', email: 'crash@example.org', password: 'crash-test-1' }
  const answer = await fetch(`${url}/api/auth/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const { token } = (await answer.json()) as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  const libraries = (await (await fetch(`${url}/api/libraries`, { headers })).json()) as { id: string }[]
  const libraryId = libraries[0]?.id
  if (!libraryId) throw new Error('the folder did not become a library')
  const didWork = (call: Promise<Response>) =>
    call.then(
      ({ ok }) => ok,
      () => false,
    )

  return {
    libraryId,
    scan: () => didWork(fetch(`${url}/api/web/libraries/${libraryId}/scan`, { method: 'POST', headers })),
    upload({ name, bytes }) {
      const form = new FormData()
      form.set('library_id', libraryId)
      form.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/epub+zip' }), name)
      return didWork(fetch(`${url}/api/books/upload`, { method: 'POST', headers, body: form }))
    },
  }
}
