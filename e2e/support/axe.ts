import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What is said to be wrong with a page, by rule and place. The page must not move (`reducedMotion: 'reduce'`): fading in
 * is not the state that anybody reads. What is inside a book is the author's.
 */
export async function faults(page: Page): Promise<string[]> {
  // A change of the theme is painted with the next frame.
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
  const axe = new AxeBuilder({ page }).withTags(rules).exclude('foliate-view')
  // Otherwise a second page is opened each time to put the results of foreign frames together, of which there are none here.
  axe.setLegacyMode()
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** What a theme and a screen for it are called in the tests. */
export interface Look {
  theme: 'light' | 'dark' | 'eink'
  width: number
}

export const looks: readonly Look[] = [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
  { theme: 'eink', width: 768 },
]

/** Gives an open page another theme and another width, as its own switch and its window would. */
export async function lookLike(page: Page, { theme, width }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 850 })
  await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
}
