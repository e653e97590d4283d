import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** What is made once and kept between runs; not part of the repository. */
export const dataDir = join(import.meta.dirname, '.data')
