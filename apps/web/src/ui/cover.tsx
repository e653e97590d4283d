import { useState } from 'react'
import { cx } from './cx.ts'

/** Cloth colours of the covers that we draw ourselves; each carries white text. */
const cloths = ['#3f5a4d', '#5a4a3a', '#44546b', '#6b4048', '#4d4a66', '#2f5c66', '#6a5530', '#554455']

function clothOf(text: string): string {
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
function settle(image: HTMLImageElement): void {
  image.dataset.state = isBookShaped(image) ? 'filling' : 'whole'
}

/** A picture from the cache is complete before React listens; it must neither fade in nor wait. */
function attach(image: HTMLImageElement | null): void {
  if (image?.complete && image.naturalWidth > 0) settle(image)
}

/**
 * A cover in a frame of two to three. The frame has its size and the cover's main colour from the first moment, so that
 * nothing moves when the picture comes; without a picture the title stands on cloth.
 */
export function Cover({
  title,
  author,
  src,
  color,
  isEager = false,
  className,
}: {
  title: string
  author?: string | undefined
  src: string | null
  color: string | null
  isEager?: boolean
  className?: string
}) {
  const [failed, setFailed] = useState<{ src: string; color: string | null }>()
  // A cover that could not be had before it was drawn is tried again when its colour becomes known.
  const hasPicture = src !== null && !(failed?.src === src && failed.color === color)
  return (
    <span
      className={cx('cover relative block aspect-2/3 overflow-hidden rounded-[3px] bg-sunken shadow-cover', className)}
      style={hasPicture ? (color ? { backgroundColor: color } : undefined) : { backgroundColor: clothOf(title) }}
    >
      {hasPicture ? (
        <img
          key={src}
          ref={attach}
          src={src}
          alt=""
          loading={isEager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          data-state="loading"
          onLoad={(event) => settle(event.currentTarget)}
          onError={() => setFailed({ src, color })}
          className="cover-picture absolute inset-0 size-full object-contain data-[state=filling]:object-cover"
        />
      ) : (
        <ClothCover title={title} author={author} />
      )}
      <span aria-hidden="true" className="absolute inset-0 rounded-[3px] ring-1 ring-black/10 ring-inset" />
    </span>
  )
}

function ClothCover({ title, author }: { title: string; author?: string | undefined }) {
  return (
    <span aria-hidden="true" className="@container absolute inset-0 flex text-white">
      <span className="m-[7cqw] flex flex-1 flex-col justify-between border border-white/35 p-[7cqw]">
        <span className="line-clamp-6 font-serif text-[9.5cqw] leading-[1.15] font-semibold wrap-anywhere">
          {title}
        </span>
        {author ? <span className="line-clamp-2 text-[6.5cqw] leading-tight opacity-85">{author}</span> : null}
      </span>
    </span>
  )
}
