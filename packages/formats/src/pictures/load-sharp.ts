import type sharp from 'sharp'

export type Draw = typeof sharp

let loaded: Promise<Draw> | undefined

/** Loaded when first needed, and told to keep nothing and to use one thread: the pool decides how much runs at once. */
export function loadSharp(): Promise<Draw> {
  loaded ??= import('sharp').then(({ default: draw }) => {
    draw.cache(false)
    draw.concurrency(1)
    return draw
  })
  return loaded
}
