/**
 * Does something as soon as the answer to a press is on the screen. What takes long stands in the way of that answer
 * otherwise: a menu that closes waits for the page that its entry leads to.
 */
export function afterPaint(act: () => void): void {
  // A task that a frame asks for runs when that frame is painted. A page that nobody sees has no frames.
  if (document.hidden) setTimeout(act)
  else requestAnimationFrame(() => setTimeout(act))
}
