import { measured, type Reading } from '../../reading.ts'
import { webTargets } from '../../targets.ts'
import type { WebBench } from '../bench.ts'
import { phonePage } from '../page.ts'

/** From a touch or a key to the next frame, over what people do in the library: the slowest counts. */
export async function interactions({ browser, library }: WebBench): Promise<Reading[]> {
  const { origin } = await library()
  const phone = await phonePage(browser, origin)
  const { page } = phone
  const rest = () => page.waitForTimeout(700)
  try {
    await phone.openLibrary()
    await rest()
    await page.getByRole('button', { name: /^Sorted by/ }).tap()
    await rest()
    await page.getByRole('menuitemradio', { name: 'Z to A' }).tap()
    await rest()
    await page.keyboard.press('/')
    await rest()
    for (const letter of 'the o') {
      await page.keyboard.press(letter)
      await page.waitForTimeout(160)
    }
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await rest()
    await page.keyboard.press('Escape')
    await rest()
    const { interactions } = await phone.observed()
    const slowest = interactions.toSorted((a, b) => b.duration - a.duration)
    const [worst] = slowest
    return [
      measured(
        'interaction to next paint, library',
        worst?.duration ?? Number.NaN,
        webTargets.interaction,
        worst ? `${worst.name} on ${worst.on.toLowerCase()}; ${interactions.length} events` : '',
        slowest.slice(0, 20),
      ),
    ]
  } finally {
    await phone.close()
  }
}
