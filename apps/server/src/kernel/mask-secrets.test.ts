import { describe, expect, it } from 'vitest'
import { maskSecrets } from './mask-secrets.ts'

describe('masking secrets', () => {
  it.each([
    [
      'https://indexer.test/api?t=search&apikey=abc123&q=dune',
      'https://indexer.test/api?t=search&apikey=[redacted]&q=dune',
    ],
    ['http://user:pass@nas.test:8080/x', 'http://[redacted]@nas.test:8080/x'],
    ['Authorization: Bearer abcdefghij.klm', 'Authorization: [redacted] [redacted]'],
    ['{"password":"hunter2","name":"x"}', '{"password":"[redacted]","name":"x"}'],
    ['a session eyJhbGciOi.eyJzdWIi.c2ln ended', 'a session [redacted] ended'],
    [`key ${'0f'.repeat(32)} used`, 'key [redacted] used'],
  ])('%s', (text, masked) => expect(maskSecrets(text)).toBe(masked))

  it.each(['a book about keys and tokens', `torrent ${'ab'.repeat(20)}`, 'https://books.test/author?limit=10'])(
    'leaves alone: %s',
    (text) => expect(maskSecrets(text)).toBe(text),
  )
})
