/** Where on the screen a passage is. */
export interface Spot {
  left: number
  top: number
  right: number
  bottom: number
}

/** Where on the screen the shown part of a passage is, also of one inside a frame. */
export function spotOf(range: Range): Spot {
  const frame = range.startContainer.ownerDocument?.defaultView?.frameElement?.getBoundingClientRect()
  const { left = 0, top = 0 } = frame ?? {}
  const shown = [...range.getClientRects()]
    .map((rect) => ({
      left: rect.left + left,
      top: rect.top + top,
      right: rect.right + left,
      bottom: rect.bottom + top,
    }))
    .filter((rect) => rect.right > 0 && rect.left < innerWidth && rect.bottom > 0 && rect.top < innerHeight)
  return {
    left: Math.min(innerWidth, ...shown.map((rect) => rect.left)),
    top: Math.min(innerHeight, ...shown.map((rect) => rect.top)),
    right: Math.max(0, ...shown.map((rect) => rect.right)),
    bottom: Math.max(0, ...shown.map((rect) => rect.bottom)),
  }
}
