import { readFileSync } from 'node:fs'

/** `v1.2.3`, from the package.json of the whole. */
export function version(): string {
  const file = new URL('../../../../package.json', import.meta.url)
  return `v${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`
}
