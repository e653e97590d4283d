import { describe, expect, it } from 'vitest'
import { readFirstJson } from './first-json.ts'

describe('the first JSON of a body', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['  [1,[2]] {"b":2}', [1, [2]]],
    ['{"a":"} \\" ]","b":{}} rest', { a: '} " ]', b: {} }],
    ['"text"', 'text'],
    ['', undefined],
  ])('of %s is read', (text, value) => {
    expect(readFirstJson(text)).toEqual(value)
  })

  it.each(['{"a":', 'not json', '{]}', '{"a":1', '"text" more'])('is refused for %s', (text) => {
    expect(() => readFirstJson(text)).toThrow('not valid JSON')
  })
})
