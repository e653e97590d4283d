import type { Frame, Page } from 'playwright-core'

/** The frame in which the current chapter of the open book is shown. */
function chapterOf(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.url().startsWith('blob:'))
}

/** The text of the chapter that is open; empty while none is. */
export async function shownText(page: Page): Promise<string> {
  return (
    (await chapterOf(page)
      ?.locator('body')
      .innerText({ timeout: 1_000 })
      .catch(() => '')) ?? ''
  )
}

/** Waits until a text is part of the chapter that is open. */
export async function untilShown(page: Page, text: string): Promise<void> {
  const until = Date.now() + 20_000
  for (let shown = ''; !shown.includes(text); shown = await shownText(page)) {
    if (Date.now() > until) throw new Error(`“${text}” did not appear; the chapter says: ${shown.slice(0, 200)}`)
    await page.waitForTimeout(100)
  }
}

/** How far the reader says that one is, in whole percent. */
export async function shownPercent(page: Page): Promise<number> {
  const value = await page.getByRole('slider', { name: 'Place in the book' }).inputValue()
  return Math.round(Number(value) * 100)
}

/** Clicks a link inside the chapter. */
export async function followLink(page: Page, name: string): Promise<void> {
  await chapterOf(page)?.getByRole('link', { name }).click()
}
