import type { Browser, Locator } from 'playwright-core'
import { measured, type Reading } from '../../reading.ts'
import { webTargets } from '../../targets.ts'
import type { WebBench } from '../bench.ts'
import { type Observed, phonePage } from '../page.ts'

type Interaction = Observed['interactions'][number]

/**
 * From a touch or a key to the next frame, over what people do in the library: of each visit the slowest counts, and of
 * the visits the one that three quarters are no slower than. So Interaction to Next Paint is reckoned
 * (https://web.dev/articles/inp).
 */
export async function interactions({ browser, options, library }: WebBench): Promise<Reading[]> {
  const { origin } = await library()
  const visits: { slowest: Interaction[]; worst: number }[] = []
  for (let visit = 0; visit < (options.isQuick ? 1 : 8); visit++) {
    const slowest = (await useLibrary(browser, origin)).toSorted((a, b) => b.duration - a.duration)
    visits.push({ slowest, worst: slowest[0]?.duration ?? Number.NaN })
  }
  const each = visits.map(({ worst }) => worst).join(', ')
  const counted = visits.toSorted((a, b) => a.worst - b.worst)[Math.ceil(visits.length * 0.75) - 1]
  const [slowest] = counted?.slowest ?? []
  return [
    measured(
      'interaction to next paint, library',
      counted?.worst ?? Number.NaN,
      webTargets.interaction,
      `75 of 100 of the slowest of each visit, ${each}${slowest ? `; ${slowest.name} on ${slowest.on.toLowerCase()}` : ''}`,
      visits.map((visit) => visit.slowest.slice(0, 20)),
    ),
  ]
}

async function useLibrary(browser: Browser, origin: string): Promise<Interaction[]> {
  const phone = await phonePage(browser, origin)
  const { page } = phone
  const rest = () => page.waitForTimeout(700)
  try {
    await phone.openLibrary()
    await rest()
    await touch(page.getByRole('button', { name: /^Sorted by/ }))
    await rest()
    await touch(page.getByRole('menuitemradio', { name: 'Z to A' }))
    await rest()
    await page.keyboard.press('/')
    await rest()
    for (const letter of 'the o') {
      await page.keyboard.press(letter)
      await page.waitForTimeout(160)
    }
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await rest()
    await page.keyboard.press('Escape')
    await rest()
    return (await phone.observed()).interactions
  } finally {
    await phone.close()
  }
}

/** Playwright's own `tap` has the page find out, while it handles the touch, what was touched: that takes a part of the time. */
async function touch(element: Locator): Promise<void> {
  const box = await element.boundingBox()
  if (!box) throw new Error('What should be touched is not on the screen')
  await element.page().touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
}
