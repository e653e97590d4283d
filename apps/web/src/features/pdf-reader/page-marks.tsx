import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import { boxesOf, turned } from './page-boxes.ts'

/** Passages in colour over the picture of a page; one with a note is underlined, too. */
export function PageMarks({ marks, rotation }: { marks: readonly BookAnnotation[]; rotation: number }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      {marks.flatMap(({ id, color, note, locator }) =>
        boxesOf(locator).map((box, index) => {
          const { left, top, width, height } = turned(box, rotation)
          const name = color ?? 'yellow'
          return (
            <span
              key={`${id} ${index}`}
              data-pdf-mark={name}
              className="absolute rounded-[2px]"
              style={{
                left: `${left * 100}%`,
                top: `${top * 100}%`,
                width: `${width * 100}%`,
                height: `${height * 100}%`,
                background: `color-mix(in srgb, var(--mark-${name}) calc(var(--mark-opacity) * 100%), transparent)`,
                borderBottom: note ? `2px solid var(--mark-${name}-line)` : undefined,
              }}
            />
          )
        }),
      )}
    </div>
  )
}
