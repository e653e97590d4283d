import { describe, expect, it } from 'vitest'
import { readLine, waitingLines } from './log-lines.ts'

const line = (fields: object) => JSON.stringify({ level: 30, time: '2026-08-11T10:15:00.000Z', msg: 'x', ...fields })

describe('a line of the log that is kept', () => {
  it('has its fields as text, and no secrets', () => {
    const kept = readLine(
      line({ level: 40, reqId: 'r', ms: 3, url: 'http://ix.test/api?apikey=abc123', err: { code: 'E' } }),
    )
    expect(kept).toMatchObject({ level: 40, component: 'server', message: 'x' })
    expect(kept?.fields_json).toEqual({ ms: '3', url: 'http://ix.test/api?apikey=[redacted]', err: '{"code":"E"}' })
  })

  it.each([
    [{ job: 'library.scan' }, 'library'],
    [{ component: 'backups', job: 'x.y' }, 'backups'],
    [{ method: 'PUT', route: '/api/v1/setting/:key', status: 200, msg: 'request' }, 'http'],
  ])('of %j is filed under %s', (fields, component) => expect(readLine(line(fields))?.component).toBe(component))

  it.each([
    [{ method: 'GET', status: 200 }, false],
    [{ method: 'GET', status: 404 }, true],
    [{ method: 'POST', status: 200 }, true],
  ])('of the request %j: %s', (request, isKept) => {
    expect(readLine(line({ ...request, route: '/x', msg: 'request' })) !== undefined).toBe(isKept)
  })
})

describe('waiting lines', () => {
  it('come in order, and the oldest are dropped where nobody fetches them', () => {
    const waiting = waitingLines()
    for (let count = 0; count < 6_000; count += 1) waiting.take(line({ msg: String(count) }))
    const first = Number(waiting.next(1)[0]?.message)
    expect(first).toBeGreaterThan(0)
    expect(waiting.next(10_000).at(-1)?.message).toBe('5999')
    expect(waiting.next(10)).toEqual([])
  })
})
