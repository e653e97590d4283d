const acts = ['pointerdown', 'keydown', 'wheel', 'scroll'] as const
const quietly = { capture: true, passive: true }

/**
 * Does something as soon as nobody has pressed, typed or scrolled for so long. Work that nobody asked for takes its time
 * from whatever somebody does meanwhile.
 * @param page where is listened, which is the window
 * @returns what gives it up
 */
export function whenQuiet(act: () => void, quietMs: number, page: EventTarget = window): () => void {
  let last = performance.now()
  const noted = () => {
    last = performance.now()
  }
  for (const name of acts) page.addEventListener(name, noted, quietly)
  const stop = () => {
    clearTimeout(timer)
    for (const name of acts) page.removeEventListener(name, noted, quietly)
  }
  const look = () => {
    const left = last + quietMs - performance.now()
    if (left > 0) {
      timer = setTimeout(look, left)
      return
    }
    stop()
    act()
  }
  let timer = setTimeout(look, quietMs)
  return stop
}
