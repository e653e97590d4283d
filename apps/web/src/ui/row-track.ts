/** Browsers draw no element higher than some 17 million pixels; half a million books on a phone would be 42 million. */
const TALLEST = 12_000_000

/** Rows that are higher together than what is drawn for them. */
export interface Track {
  /** Height of all rows. */
  real: number
  /** Height of the element that scrolls. */
  drawn: number
  viewport: number
}

/** Where the window has scrolled to, and how much further the rows stand. */
export interface Spot {
  scroll: number
  shift: number
}

export const trackOf = (real: number, viewport: number): Track => ({ real, drawn: Math.min(real, TALLEST), viewport })

const share = (part: number, whole: number) => (whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole)))

/** The place of the rows that the scroll bar points at. */
export const realAt = ({ real, drawn, viewport }: Track, scroll: number): number =>
  real === drawn ? scroll : share(scroll, drawn - viewport) * Math.max(0, real - viewport)

/** Where the scroll bar stands for a place of the rows. */
export function spotAt(track: Track, real: number): Spot {
  const { drawn, viewport } = track
  if (track.real === drawn) return { scroll: Math.max(0, real), shift: 0 }
  const scroll = Math.round(share(real, track.real - viewport) * (drawn - viewport))
  return { scroll, shift: Math.min(real, track.real - viewport) - scroll }
}

/**
 * Follows a scroll. A turn of the wheel or a swipe moves the rows by as much; a drag of the scroll bar goes to where it
 * points among all of them. Both ends are the ends.
 */
export function follow(track: Track, before: Spot, scroll: number): Spot {
  const { real, drawn, viewport } = track
  if (real === drawn) return { scroll, shift: 0 }
  if (scroll <= 0) return { scroll, shift: 0 }
  if (scroll >= drawn - viewport) return { scroll, shift: real - drawn }
  if (Math.abs(scroll - before.scroll) < viewport * 2) return { scroll, shift: before.shift }
  return { scroll, shift: realAt(track, scroll) - scroll }
}
