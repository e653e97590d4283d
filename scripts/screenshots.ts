import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import buildWeb from '../e2e/support/build-web.ts'
import { chromiumPath, flags } from '../e2e/support/chromium.ts'
import { setUp } from '../e2e/support/journeys.ts'
import { addressOf, doorRoutes, insideRoutes, type Known, knownThings } from '../e2e/support/routes.ts'
import { startColophon } from '../e2e/support/server.ts'
import { startNeighbours } from './lib/furnish.ts'

/**
 * Takes the pictures of docs/design.md: every page of the app at two widths in two themes, over the sample books and,
 * where it is there, the corpus. `npm run screenshots [NAME…]` takes those whose name begins so.
 */
const root = new URL('../', import.meta.url)
const out = fileURLToPath(new URL('docs/images/pages/', root))
const wanted = process.argv.slice(2)

const looks = [
  { name: 'wide-light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'wide-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'phone-light', viewport: { width: 390, height: 844 }, colorScheme: 'light', isMobile: true, hasTouch: true },
  { name: 'phone-dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark', isMobile: true, hasTouch: true },
] as const

interface Shot {
  route: string
  /** The book that the page shows. */
  title: string
}

const usual = 'A Princess of Mars'
/** The player stays on every page behind it. */
const LAST = '/books/$bookId/listen'
const shots: Shot[] = [
  ...insideRoutes.filter((route) => route !== LAST).map((route) => ({ route, title: usual })),
  ...['/authors/$authorId', '/books/$bookId'].map((route) => ({ route, title: 'Pride and Prejudice' })),
  { route: '/setup', title: usual },
  { route: '/read/$fileId', title: usual },
  { route: '/read/$fileId', title: 'Science Comics 002' },
  { route: LAST, title: 'Pride and Prejudice' },
]
const doors: Shot[] = doorRoutes.filter((route) => route !== '/setup').map((route) => ({ route, title: usual }))

/** `/books/$bookId` as the name of a file: `books-book`, with the book where it is not the usual one. */
const nameOf = ({ route, title }: Shot) =>
  [
    ...(route === '/' ? '/home' : route).replaceAll(/\$(\w+?)(Id|Number)?\b/g, '$1').split('/'),
    ...(title === usual ? [] : title.toLowerCase().split(' ')),
  ]
    .filter(Boolean)
    .join('-')

async function take(page: Page, name: string): Promise<void> {
  const png = await page.screenshot({ animations: 'disabled' })
  const { width = 0 } = page.viewportSize() ?? {}
  await sharp(png)
    .resize({ width: Math.min(width, 1080) })
    .webp({ quality: 68, effort: 6 })
    .toFile(`${out}${name}.webp`)
  console.log(name)
}

if (!chromiumPath) throw new Error('No Chromium was found; install one or set CHROMIUM_PATH')
await buildWeb()
await mkdir(out, { recursive: true })
const neighbours = await startNeighbours()
const server = await startColophon({}, { env: neighbours.env })
const browser = await chromium.launch({ executablePath: chromiumPath, args: flags })
try {
  await cp(new URL('samples', root), server.books, { recursive: true })
  const corpus = new URL('../shared/corpus/books', root)
  if (existsSync(corpus)) await symlink(fileURLToPath(corpus), `${server.books}/corpus`)

  const first = await browser.newContext({ baseURL: server.url, locale: 'en-GB', viewport: looks[0].viewport })
  const page = await first.newPage()
  await setUp(page, server.books, usual)
  await untilStill(page)
  const furnished = await neighbours.furnish(server.url, server.books)
  const things = new Map<string, Known>()
  for (const { title } of shots) things.set(title, { ...(await knownThings(page, title)), ...furnished })
  const state = await first.storageState()

  for (const { name, ...look } of looks) {
    const options = { baseURL: server.url, locale: 'en-GB', ...look }
    const guest = await browser.newContext(options)
    await visit(await guest.newPage(), doors, things, name)
    await guest.close()
    const member = await browser.newContext({ ...options, storageState: state })
    await visit(await member.newPage(), shots, things, name)
    await member.close()
  }
  await listPictures()
} finally {
  await browser.close()
  await server.stop()
  await neighbours.stop()
}

async function visit(page: Page, visits: Shot[], things: Map<string, Known>, look: string): Promise<void> {
  for (const shot of visits) {
    const name = `${nameOf(shot)}-${look}`
    if (wanted.length > 0 && !wanted.some((beginning) => name.startsWith(beginning))) continue
    const address = addressOf(shot.route, things.get(shot.title) ?? {})
    await page.goto(address)
    // A picture that is still on its way would be missing on the picture of the page.
    await page.waitForTimeout(shot.route.startsWith('/read/') ? 8_000 : 2_500)
    await page.waitForFunction('[...document.images].every((image) => image.loading === "lazy" || image.complete)')
    // An address that leads on to another page has no picture of its own.
    if (new URL(page.url()).pathname === `/${address}`) await take(page, name)
  }
}

/** Lists the pictures on the page about the design, below its last heading. */
async function listPictures(): Promise<void> {
  const document = new URL('docs/design.md', root)
  const text = await readFile(document, 'utf8')
  const introduction = text.split('\n### ', 1)[0]?.trimEnd() ?? ''
  const pages = [...shots, ...doors].filter((shot) => existsSync(`${out}${nameOf(shot)}-${looks[0].name}.webp`))
  const listed = pages.map((shot) => {
    const name = nameOf(shot)
    const pictures = looks.map((look) => `![${name}, ${look.name}](images/pages/${name}-${look.name}.webp)`)
    return [
      `### ${name.replaceAll('-', ' ')}`,
      '',
      `| ${looks.map((look) => look.name.replace('-', ', ')).join(' | ')} |`,
      `${'| --- '.repeat(looks.length)}|`,
      `| ${pictures.join(' | ')} |`,
      '',
    ].join('\n')
  })
  await writeFile(document, `${introduction}\n\n${listed.join('\n')}`)
}

/** Waits until the scan has ended and the covers are drawn. */
async function untilStill(page: Page): Promise<void> {
  for (let second = 0; second < 300; second++) {
    const { counts }: { counts: Record<string, number> } = await (await page.request.get('api/web/jobs')).json()
    if (!counts.active && !counts.waiting) return
    await page.waitForTimeout(1_000)
  }
  throw new Error('The work in the background did not end within five minutes')
}
