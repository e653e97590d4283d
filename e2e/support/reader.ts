import type { APIRequestContext, Frame, Page } from 'playwright-core'

/** The frame in which the current chapter of the open book is shown. */
export function chapterOf(page: Page): Frame | undefined {
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
  return Math.round((await shownFraction(page)) * 100)
}

export async function shownFraction(page: Page): Promise<number> {
  return Number(await page.getByRole('slider', { name: 'Place in the book' }).inputValue())
}

/** Clicks a link inside the chapter. */
export async function followLink(page: Page, name: string): Promise<void> {
  await chapterOf(page)?.getByRole('link', { name }).click()
}

/** Selects the first occurrence of words in the chapter, as a mouse would, and lets go. */
export async function selectWords(page: Page, words: string): Promise<void> {
  await chapterOf(page)?.evaluate(`(() => {
    const words = ${JSON.stringify(words)}
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words)
      if (at < 0) continue
      const selection = getSelection()
      selection.setBaseAndExtent(node, at, node, at + words.length)
      document.dispatchEvent(new PointerEvent('pointerup'))
      return
    }
    throw new Error('these words are not in the chapter')
  })()`)
  await page.getByRole('toolbar', { name: 'Passage' }).waitFor()
}

/** The id of the file of a book in a format, as its page knows it. */
export async function fileIdOf(request: APIRequestContext, format: string, words = ''): Promise<string> {
  const { items } = (await (await request.get('api/web/books?limit=200')).json()) as {
    items: { id: string; title: string }[]
  }
  for (const { id, title } of items) {
    if (!title.includes(words)) continue
    const { files } = (await (await request.get(`api/web/books/${id}`)).json()) as {
      files: { id: string; format: string }[]
    }
    const file = files.find((one) => one.format === format)
    if (file) return file.id
  }
  throw new Error(`No book has a file of the format ${format}`)
}
