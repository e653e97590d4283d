import { readFileSync } from 'node:fs'
import { invalid } from '#kernel/errors.ts'

/** Reads variables of the environment; a set but empty variable counts as not set. */
export interface Environment {
  /** The first of these names that is set. A name ending in `_FILE` beside it names a file with the value. */
  text(...names: string[]): string | undefined
  /** The same under the project's own prefix, then under the one that people may bring along. */
  own(name: string): string | undefined
  /** `true/1/yes/on` and `false/0/no/off`; anything else stops the start. */
  flag(...names: string[]): boolean | undefined
  /** A duration such as `10s`, `1m30s` or `500ms`, in milliseconds. */
  duration(...names: string[]): number | undefined
}

export const ownNames = (name: string) => [`COLOPHON_${name}`, `BINDERY_${name}`]

/** @throws DomainError `invalid` (on reading) with a sentence that names the variable */
export function environment(env: NodeJS.ProcessEnv): Environment {
  function find(names: readonly string[]): { name: string; value: string } | undefined {
    for (const name of names) {
      const value = env[name]
      if (value !== undefined && value.trim() !== '') return { name, value }
      const file = env[`${name}_FILE`]
      if (file !== undefined && file.trim() !== '') return { name, value: readSecretFile(`${name}_FILE`, file.trim()) }
    }
    return undefined
  }
  const text = (...names: string[]) => find(names)?.value.trim()
  return {
    text,
    own: (name) => text(...ownNames(name)),
    flag(...names) {
      const found = find(names)
      if (!found) return undefined
      const word = found.value.trim().toLowerCase()
      if (['true', '1', 'yes', 'on'].includes(word)) return true
      if (['false', '0', 'no', 'off'].includes(word)) return false
      throw invalid('config.flag', `${found.name} is "${found.value}"; write true or false.`)
    },
    duration(...names) {
      const found = find(names)
      if (!found) return undefined
      const milliseconds = parseDuration(found.value.trim())
      if (milliseconds === undefined) {
        throw invalid('config.duration', `${found.name} is "${found.value}"; write a duration such as 10s or 1m30s.`)
      }
      return milliseconds
    },
  }
}

function readSecretFile(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw invalid(
      'config.secret-file',
      `${name} names ${path}, which cannot be read. Check the path and its owner.`,
      error,
    )
  }
}

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

export function parseDuration(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1_000
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined
  let total = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g))
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0)
  return total
}
