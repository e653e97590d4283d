import { readFileSync } from 'node:fs'
import { packageFile } from './places.ts'

/** `v1.2.3`, from the package.json of the whole. */
export function version(): string {
  return `v${(JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version}`
}
