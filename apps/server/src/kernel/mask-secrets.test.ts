import { describe, expect, it } from 'vitest'
import { maskSecrets, maskSecretsIn } from './mask-secrets.ts'

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
    [
      'magnet:?xt=urn:btih:00&tr=http%3A%2F%2Ft.test%2F8d1f6c0b%2Fannounce&dn=x',
      'magnet:?xt=urn:btih:00&tr=[redacted]&dn=x',
    ],
    ['no answer of http://t.test:80/8d1f6c0b2a4e9753/announce', 'no answer of http://t.test:80/[redacted]/announce'],
    ['https://api.telegram.org/bot123:AB-c_d/sendMessage', 'https://api.telegram.org/bot[redacted]/sendMessage'],
    [`key ${'0f'.repeat(32)} used`, 'key [redacted] used'],
  ])('%s', (text, masked) => expect(maskSecrets(text)).toBe(masked))

  it.each(['a book about keys and tokens', `torrent ${'ab'.repeat(20)}`, 'https://books.test/author?limit=10'])(
    'leaves alone: %s',
    (text) => expect(maskSecrets(text)).toBe(text),
  )

  it('reaches every text of what is shown as JSON, and nothing else', () => {
    const given = { url: 'http://x.test/?apikey=abc', all: ['http://x.test/?rsskey=abc', 3, null], isIt: true }
    expect(maskSecretsIn(given)).toEqual({
      url: 'http://x.test/?apikey=[redacted]',
      all: ['http://x.test/?rsskey=[redacted]', 3, null],
      isIt: true,
    })
  })
})
