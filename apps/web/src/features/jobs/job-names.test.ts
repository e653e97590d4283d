import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { de } from '#i18n/de.ts'
import { en } from '#i18n/en.ts'

const server = fileURLToPath(new URL('../../../../server/src', import.meta.url))

/** The names of the jobs that a module of the server defines. */
function jobsIn(file: string): string[] {
  const source = readFileSync(join(server, file), 'utf8')
  const names = [...source.matchAll(/= defineJob\(\{\s*name: (?:'([^']+)'|(\w+)),/g)].map(
    ([, name, constant]) => name ?? new RegExp(`const ${constant} = '([^']+)'`).exec(source)?.[1] ?? '',
  )
  if (names.length !== source.match(/= defineJob\(/g)?.length || names.includes(''))
    throw new Error(`${file} defines a job in a way that job-names.test.ts cannot read`)
  return names
}

const jobs = globSync('**/*.ts', { cwd: server })
  .filter((file) => !file.endsWith('.test.ts') && readFileSync(join(server, file), 'utf8').includes('= defineJob('))
  .flatMap(jobsIn)

it.each(Object.entries({ en, de }))('has a name in %s for every job of the server, and for no other', (_, { job }) => {
  expect(Object.keys(job.name).toSorted()).toEqual(jobs.map((name) => name.replace('.', '-')).toSorted())
})
