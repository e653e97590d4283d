import { informed, measured, type Reading } from '../../reading.ts'
import { webTargets } from '../../targets.ts'
import type { WebBench } from '../bench.ts'
import { phonePage } from '../page.ts'

const BOOKS = 1_000
/** Pixels in a second: a thumb that is in a hurry. */
const SPEED = 3_000

/** Frames while a finger scrolls through a thousand books. */
export async function scrolling({ browser, options, library }: WebBench): Promise<Reading[]> {
  const { origin } = await library()
  const phone = await phonePage(browser, origin)
  try {
    await phone.openLibrary()
    const books = options.isQuick ? BOOKS / 5 : BOOKS
    const perPixel = await phone.page.evaluate<number>(
      `Number(document.querySelector('main li[aria-setsize]').ariaSetSize) / document.querySelector('main ul[aria-label]').clientHeight`,
    )
    const { frames, longFrames, shift } = await phone.counting(() =>
      phone.devtools.send('Input.synthesizeScrollGesture', {
        x: 190,
        y: 500,
        yDistance: -Math.round(books / perPixel),
        speed: SPEED,
        // A finger that is played by Chromium rests where it is.
        gestureSourceType: 'mouse',
      }),
    )
    const scrolled = await phone.page.evaluate<number>('scrollY')
    if (scrolled < books / perPixel / 2) throw new Error(`It scrolled ${scrolled} pixels only`)
    const worst = Math.max(...frames)
    const slow = frames.filter((frame) => frame > webTargets.scrollFrame.atMost).length
    const what = `scrolling through ${books} books`
    return [
      measured(`longest frame, ${what}`, worst, webTargets.scrollFrame, `${slow} of ${frames.length} are longer`, {
        frames: frames.toSorted((a, b) => b - a).slice(0, 50),
        longFrames,
      }),
      informed(`99 of 100 frames, ${what}`, atShare(frames, 0.99), 'ms'),
      measured(`layout shift, ${what}`, shift, webTargets.layoutShift),
    ]
  } finally {
    await phone.close()
  }
}

const atShare = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
