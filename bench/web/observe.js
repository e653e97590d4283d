// Runs in the page before its own scripts and notes what the Performance timeline tells; read by observed() in page.ts.
const seen = {
  shift: 0,
  interactions: [],
  longFrames: [],
  frames: [],
  emptyFrames: 0,
  isCounting: false,
  coversAt: null,
  appAt: null,
}
window.bench = seen

const observe = (type, take, options) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options })

observe('layout-shift', (entry) => {
  if (!entry.hadRecentInput) seen.shift += entry.value
})
observe(
  'event',
  ({ interactionId, name, duration, target }) => {
    if (interactionId) seen.interactions.push({ name, duration, on: target?.nodeName ?? '' })
  },
  { durationThreshold: 16 },
)
observe('long-animation-frame', ({ duration, blockingDuration }) => {
  if (seen.isCounting) seen.longFrames.push({ duration, blockingDuration })
})

/** All places for books on the first screen hold a picture that is complete. */
function hasFirstCovers() {
  const places = [...document.querySelectorAll('main li')].filter((place) => {
    const { top, bottom, width } = place.getBoundingClientRect()
    return width > 0 && bottom > 0 && top < innerHeight
  })
  const pictures = places.map((place) => place.querySelector('img'))
  return pictures.length >= 4 && pictures.every((picture) => picture?.complete && picture.naturalWidth > 0)
}

/** The screen was scrolled further than books are drawn. */
function isPastBooks() {
  const last = document.querySelector('main ul[aria-label] > li:last-of-type')
  return last !== null && last.getBoundingClientRect().bottom < innerHeight
}

let before = performance.now()
function eachFrame(now) {
  if (seen.isCounting) {
    seen.frames.push(now - before)
    if (isPastBooks()) seen.emptyFrames++
  }
  before = now
  // What stands there before the app has no such element.
  if (seen.appAt === null && document.querySelector('#main li')) seen.appAt = now
  if (seen.coversAt === null && document.body && hasFirstCovers()) {
    // The pictures of this frame are on the screen when the next one begins.
    seen.coversAt = Number.NaN
    requestAnimationFrame((painted) => {
      seen.coversAt = painted
    })
  }
  requestAnimationFrame(eachFrame)
}
requestAnimationFrame(eachFrame)
