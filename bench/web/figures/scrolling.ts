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
    const distance = Math.round(books / perPixel)
    const { begun, pictures, frames, emptyFrames, longFrames, shift } = await phone.counting(() =>
      phone.devtools.send('Input.synthesizeScrollGesture', {
        x: 190,
        y: 500,
        yDistance: -distance,
        speed: SPEED,
        // A finger that is played by Chromium rests where it is.
        gestureSourceType: 'mouse',
      }),
    )
    const scrolled = await phone.page.evaluate<number>('scrollY')
    if (scrolled < books / perPixel / 2) throw new Error(`It scrolled ${scrolled} pixels only`)
    if (pictures.length < 2) throw new Error('The browser told of no pictures on its screen')
    const waits = pictures
      .map((at, index) => ({ at, wait: at - (pictures[index - 1] ?? begun) }))
      // Where nothing moves any more, nothing new is waited for.
      .filter(({ at }) => at - begun < (1000 * distance) / SPEED)
      .map(({ wait }) => wait)
    const longer = (times: number[]) => times.filter((time) => time > webTargets.scrollFrame.atMost).length
    const what = `scrolling through ${books} books`
    return [
      measured(
        `longest wait for a new picture on the screen, ${what}`,
        Math.max(...waits),
        webTargets.scrollFrame,
        `${longer(waits)} of ${waits.length} are longer`,
        waits.toSorted((a, b) => b - a).slice(0, 50),
      ),
      informed(`pictures with an empty place, ${what}`, (100 * emptyFrames) / frames.length, '%'),
      informed(
        `longest frame of the page's own thread, ${what}`,
        Math.max(...frames),
        'ms',
        `${longer(frames)} of ${frames.length} are longer than ${webTargets.scrollFrame.atMost}; 99 of 100 take ${Math.round(atShare(frames, 0.99))}`,
        { frames: frames.toSorted((a, b) => b - a).slice(0, 50), longFrames },
      ),
      measured(`layout shift, ${what}`, shift, webTargets.layoutShift),
    ]
  } finally {
    await phone.close()
  }
}

const atShare = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
