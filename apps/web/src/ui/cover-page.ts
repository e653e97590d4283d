/** The windows on which it is used. */
export const phone = () => matchMedia('(max-width: 39.99rem)')

/**
 * Shows a dialogue over all of the page. To make everything behind it inert, as for a modal one, the browser has to find the style of
 * every element anew, and once more when it closes: on a slow phone with a library behind it that takes longer than all else.
 * @param close called where the window is no phone's any more, so that there is something beside the dialogue
 * @returns what takes it away again
 */
export function coverPage(dialog: HTMLDialogElement, close: () => void): () => void {
  const cameFrom = document.activeElement
  const size = phone()
  size.addEventListener('change', close)
  const behind = [...besides(dialog)]
  for (const element of behind) element.setAttribute('aria-hidden', 'true')
  dialog.setAttribute('aria-modal', 'true')
  dialog.popover = 'auto'
  dialog.showPopover()
  dialog.querySelector<HTMLElement>('input, button')?.focus()
  return () => {
    size.removeEventListener('change', close)
    for (const element of behind) element.removeAttribute('aria-hidden')
    if (dialog.matches(':popover-open')) dialog.hidePopover()
    dialog.popover = null
    dialog.removeAttribute('aria-modal')
    // The browser gives the focus back after a modal one only: here what had it is gone by now.
    if (document.activeElement === document.body && cameFrom instanceof HTMLElement) {
      cameFrom.focus({ preventScroll: true })
    }
  }
}

/** The elements beside this one and beside those around it: the rest of the page, without what is hidden already. */
function* besides(element: Element): Generator<Element> {
  for (let inner = element; inner.parentElement; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      const isRest = other !== inner && other !== document.head && !other.hasAttribute('aria-hidden')
      if (isRest) yield other
    }
  }
}
