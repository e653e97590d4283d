import { expect, it } from 'vitest'
import { remoteFile } from './remote-file.ts'

const content = Uint8Array.from({ length: 700_000 }, (_, index) => (index * 31 + (index >> 8)) % 256)

function server() {
  const asked: string[] = []
  const answer = { isDown: false }
  const fetchFrom = (async (_: string, init: RequestInit) => {
    const range = new Headers(init.headers).get('range') ?? ''
    asked.push(range)
    if (answer.isDown) throw new TypeError('offline')
    const [, start = 0, end = 0] = (/bytes=(\d+)-(\d+)/.exec(range) ?? []).map(Number)
    return new Response(content.slice(start, end + 1), { status: 206 })
  }) as typeof fetch
  return { asked, answer, file: remoteFile('/content', content.length, fetchFrom) }
}

it.each([
  [0, 10],
  [262_143, 262_145],
  [100, 600_000],
  [699_990, 700_000],
  [500, 500],
])('reads bytes %i to %i as the file has them', async (start, end) => {
  const { file } = server()

  expect(new Uint8Array(await file.slice(start, end).arrayBuffer())).toEqual(content.slice(start, end))
})

it('slices a slice as a blob does', async () => {
  const { file } = server()
  const blob = new Blob([content])

  const ours = await file.slice(1000, 5000).slice(10, 9000).arrayBuffer()

  expect(new Uint8Array(ours)).toEqual(new Uint8Array(await blob.slice(1000, 5000).slice(10, 9000).arrayBuffer()))
})

it('fetches a part once, and nothing that nobody reads', async () => {
  const { file, asked } = server()

  await Promise.all([file.slice(0, 4).arrayBuffer(), file.slice(60, 68).arrayBuffer()])
  await file.slice(100, 200).arrayBuffer()

  expect(asked).toEqual(['bytes=0-262143'])
})

it('fetches again what could not be fetched', async () => {
  const { file, answer } = server()
  answer.isDown = true
  await expect(file.slice(0, 4).arrayBuffer()).rejects.toMatchObject({ status: 0 })

  answer.isDown = false

  expect(new Uint8Array(await file.slice(0, 4).arrayBuffer())).toEqual(content.slice(0, 4))
})
