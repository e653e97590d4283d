import type { BookPage } from '@colophon/contract/web/books.ts'

/** A passage with where it is from, as people quote. */
export function quotation(text: string, { title, creators }: Pick<BookPage, 'title' | 'creators'>): string {
  const authors = creators.filter(({ role }) => role === 'author').map(({ name }) => name)
  return `“${text.trim()}”\n— ${[authors.join(', '), title].filter(Boolean).join(', ')}`
}

/** @returns whether it now lies on the clipboard */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Only on https and localhost.
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByHand(text)
  }
}

function copyByHand(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  return isCopied
}

/** @returns what became of it; `copied` where the browser cannot share */
export async function shareText(text: string): Promise<'shared' | 'copied' | 'failed'> {
  if (typeof navigator.share === 'function') {
    const isShared = await navigator.share({ text }).then(
      () => true,
      () => false,
    )
    return isShared ? 'shared' : 'failed'
  }
  return (await copyText(text)) ? 'copied' : 'failed'
}
