import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { commands } from '../apps/server/src/cli/commands/all.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const documents = [
  'README.md',
  'CHANGELOG.md',
  'samples/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

describe('the documents', () => {
  it.each(documents)('have links that lead somewhere: %s', (path) => {
    const links = [...read(path).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? '')
    const broken = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(path), link)))

    expect(broken).toEqual([])
  })

  it('name every command and option', async () => {
    const text = read('docs/command-line.md')
    const missing: string[] = []
    for (const [name, entry] of Object.entries(commands)) {
      if (!text.includes(`\`${name}`)) missing.push(name)
      const { options } = await entry.load()
      for (const option of Object.keys(options))
        if (!text.includes(`\`--${option}\``)) missing.push(`${name} --${option}`)
    }

    expect(missing).toEqual([])
  })

  it('name every variable that is read', () => {
    const text = read('docs/configuration.md')
    const code = read('apps/server/src/app/config.ts')
    const full = [...code.matchAll(/from\.(?:text|flag|duration)\((?!\.\.\.)([^)]*)\)/g)].flatMap(
      (match) => match[1]?.match(/[A-Z][A-Z_]{3,}/g) ?? [],
    )
    const own = [...code.matchAll(/(?:from\.own|ownNames)\('([A-Z_]+)'\)/g)].flatMap(([, name]) => [
      `COLOPHON_${name}`,
      `BINDERY_${name}`,
    ])

    expect(full.length).toBeGreaterThan(10)
    expect([...new Set([...full, ...own])].filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})
