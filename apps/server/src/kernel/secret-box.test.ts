import { describe, expect, it } from 'vitest'
import { createSecretBox } from './secret-box.ts'

describe('a secret box', () => {
  const box = createSecretBox('the key of an installation')

  it('gives back what was put in, and never the same text twice', () => {
    const [first, second] = [box.seal('päss wörd'), box.seal('päss wörd')]
    expect(first).not.toBe(second)
    expect(first).not.toContain('wörd')
    expect([box.open(first), box.open(second), box.open(box.seal(''))]).toEqual(['päss wörd', 'päss wörd', ''])
  })

  it('opens nothing of another key, nothing that was changed, and nothing that was never sealed', () => {
    const sealed = box.seal('secret')
    const at = sealed.length - 3
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    expect(createSecretBox('another key').open(sealed)).toBeUndefined()
    for (const wrong of [changed, 'secret', 'sealed:1:', 'sealed:1:AAAA', undefined])
      expect(box.open(wrong)).toBeUndefined()
  })
})
