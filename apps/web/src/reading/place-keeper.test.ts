import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Place, placeKeeper } from './place-keeper.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const at = (fraction: number): Place => ({ fraction, locator: `epubcfi(/6/${fraction * 100})` })

function recording() {
  const sent: { fraction: number; isLast: boolean }[] = []
  const net = { isDown: false }
  const keeper = placeKeeper<Place>(async ({ fraction }, { isLast }) => {
    if (net.isDown) throw new Error('offline')
    sent.push({ fraction, isLast })
  })
  return { sent, net, keeper }
}

it('makes one report of pages that are turned quickly: the last', async () => {
  const { sent, keeper } = recording()

  for (const fraction of [0.1, 0.2, 0.3]) keeper.keep(at(fraction))
  await vi.advanceTimersByTimeAsync(1_000)

  expect(sent).toEqual([{ fraction: 0.3, isLast: false }])
})

it('reports at once when the page is left, and nothing where nothing is new', async () => {
  const { sent, keeper } = recording()

  keeper.keep(at(0.4))
  await keeper.flush(true)
  await keeper.flush(true)

  expect(sent).toEqual([{ fraction: 0.4, isLast: true }])
})

it('tries again when the network is back, with the newest place', async () => {
  const { sent, net, keeper } = recording()
  net.isDown = true
  keeper.keep(at(0.5))
  await vi.advanceTimersByTimeAsync(2_000)
  keeper.keep(at(0.6))
  await vi.advanceTimersByTimeAsync(2_000)

  net.isDown = false
  await vi.advanceTimersByTimeAsync(6_000)

  expect(sent).toEqual([{ fraction: 0.6, isLast: false }])
})

it('sends a place that was reached while another was on its way', async () => {
  const waiting: (() => void)[] = []
  const sent: number[] = []
  const keeper = placeKeeper<Place>(({ fraction }) => {
    sent.push(fraction)
    return new Promise<void>((resolve) => waiting.push(resolve))
  })
  keeper.keep(at(0.1))
  await vi.advanceTimersByTimeAsync(800)
  keeper.keep(at(0.2))
  await vi.advanceTimersByTimeAsync(800)

  waiting.shift()?.()
  await vi.advanceTimersByTimeAsync(800)

  expect(sent).toEqual([0.1, 0.2])
})
