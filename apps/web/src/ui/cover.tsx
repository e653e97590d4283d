import { useState } from 'react'
import { clothOf, coverLook, settleCover } from './cover-look.ts'
import { cx } from './cx.ts'

/** A picture from the cache is complete before React listens; it must neither fade in nor wait. */
function attach(image: HTMLImageElement | null): void {
  if (image?.complete && image.naturalWidth > 0) settleCover(image)
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
      className={cx(coverLook.frame, className)}
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
          onLoad={(event) => settleCover(event.currentTarget)}
          onError={() => setFailed({ src, color })}
          className={coverLook.picture}
        />
      ) : (
        <ClothCover title={title} author={author} />
      )}
      <span aria-hidden="true" className={coverLook.edge} />
    </span>
  )
}

function ClothCover({ title, author }: { title: string; author?: string | undefined }) {
  return (
    <span aria-hidden="true" className={coverLook.cloth}>
      <span className={coverLook.clothFrame}>
        <span className={coverLook.clothTitle}>{title}</span>
        {author ? <span className={coverLook.clothAuthor}>{author}</span> : null}
      </span>
    </span>
  )
}
