import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const MARK = 'sealed:1:'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Keeps secrets of settings unreadable for whoever gets hold of the database alone. */
export interface SecretBox {
  seal(text: string): string
  /** @returns undefined where it was not sealed with this key, or was changed */
  open(sealed: string | undefined): string | undefined
}

/** @param key of the installation; it is kept outside the database */
export function createSecretBox(key: string): SecretBox {
  const derived = Buffer.from(hkdfSync('sha256', key, '', 'settings', 32))
  return {
    seal(text) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', derived, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return MARK + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      if (!sealed?.startsWith(MARK)) return undefined
      const bytes = Buffer.from(sealed.slice(MARK.length), 'base64url')
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined
      const cipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      try {
        return Buffer.concat([cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), cipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
