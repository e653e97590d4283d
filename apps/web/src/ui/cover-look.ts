/** How a cover looks; for the component, and for the page that shows covers before there are components. */
export const coverLook = {
  frame: 'cover relative block aspect-2/3 overflow-hidden rounded-[3px] bg-sunken shadow-cover',
  picture: 'cover-picture absolute inset-0 size-full object-contain data-[state=filling]:object-cover',
  edge: 'absolute inset-0 rounded-[3px] ring-1 ring-black/10 ring-inset',
  cloth: '@container absolute inset-0 flex text-white',
  clothFrame: 'm-[7cqw] flex flex-1 flex-col justify-between border border-white/35 p-[7cqw]',
  clothTitle: 'line-clamp-6 font-serif text-[9.5cqw] leading-[1.15] font-semibold wrap-anywhere',
  clothAuthor: 'line-clamp-2 text-[6.5cqw] leading-tight opacity-85',
}

/** Cloth colours of the covers that we draw ourselves; each carries white text. */
const cloths = ['#3f5a4d', '#5a4a3a', '#44546b', '#6b4048', '#4d4a66', '#2f5c66', '#6a5530', '#554455']

export function clothOf(text: string): string {
  let sum = 7
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return cloths[sum % cloths.length] ?? '#3f5a4d'
}

/** Pictures that are nearly the shape of a book fill it; square and wide ones are shown whole. */
const isBookShaped = (image: HTMLImageElement) => {
  const shape = image.naturalWidth / image.naturalHeight
  return shape > 0.56 && shape < 0.82
}

/**
 * Says on the picture itself how it is to be shown. Not by a state of React: a wall of covers that is scrolled would draw
 * each of them twice.
 */
export function settleCover(image: HTMLImageElement): void {
  image.dataset.state = isBookShaped(image) ? 'filling' : 'whole'
}
