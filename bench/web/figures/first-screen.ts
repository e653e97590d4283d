import { informed, measured, median, type Reading } from '../../reading.ts'
import { webTargets } from '../../targets.ts'
import type { WebBench } from '../bench.ts'
import { phonePage } from '../page.ts'

/** From the address of the library to the covers of its first screen, with an empty cache. */
export async function firstScreen({ browser, options, library }: WebBench): Promise<Reading[]> {
  const { origin } = await library()
  const covers: number[] = []
  const shifts: number[] = []
  const apps: number[] = []
  for (let visit = 0; visit < (options.isQuick ? 1 : 5); visit++) {
    const { page, observed, openLibrary, close } = await phonePage(browser, origin)
    await openLibrary()
    // What comes later may still move something.
    await page.waitForTimeout(1_500)
    const { coversAt, appAt, shift } = await observed()
    covers.push((coversAt ?? Number.NaN) / 1000)
    apps.push((appAt ?? Number.NaN) / 1000)
    shifts.push(shift)
    await close()
  }
  const each = `median of ${covers.map((seconds) => seconds.toFixed(2)).join(', ')}`
  return [
    measured('covers of the first screen', median(covers), webTargets.firstCovers, each),
    informed('the app in the place of the first covers', median(apps), 's'),
    measured('layout shift of the first screen', Math.max(...shifts), webTargets.layoutShift, 'the worst visit'),
  ]
}
