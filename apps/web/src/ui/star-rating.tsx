import { Star } from 'lucide-react'
import { useId, useState } from 'react'
import { cx } from './cx.ts'

const steps = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]

/** Stars with halves to choose from: radio buttons, so that arrow keys and screen readers have them too. */
export function StarRating({
  legend,
  value,
  nameOf,
  onChange,
}: {
  legend: string
  value: number | null
  nameOf: (stars: number) => string
  onChange: (stars: number) => void
}) {
  const name = useId()
  const [pointedAt, setPointedAt] = useState<number | null>(null)
  const shown = pointedAt ?? value ?? 0
  return (
    <fieldset className="relative inline-flex" onPointerLeave={() => setPointedAt(null)}>
      <legend className="sr-only">{legend}</legend>
      {[1, 2, 3, 4, 5].map((star) => (
        <span key={star} aria-hidden="true" className="grid h-11 w-12 place-items-center">
          <HalfStar share={Math.min(1, Math.max(0, shown - star + 1))} />
        </span>
      ))}
      {steps.map((step) => (
        <label
          key={step}
          onPointerEnter={(event) => {
            if (event.pointerType === 'mouse') setPointedAt(step)
          }}
          className="absolute inset-y-0 cursor-pointer rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
          style={placeOf(step)}
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={step === value}
            onChange={() => onChange(step)}
          />
          <span className="sr-only">{nameOf(step)}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Nobody gives half a star, so the whole of the first one means one; the others have two halves. */
const placeOf = (step: number) => ({
  insetInlineStart: `${step === 1 ? 0 : (step - 0.5) * 20}%`,
  inlineSize: `${step === 1 ? 20 : 10}%`,
})

function HalfStar({ share }: { share: number }) {
  return (
    <span className="relative block size-7.5">
      <Star size={30} strokeWidth={1.5} className="absolute inset-0 text-line-strong" />
      <span
        className={cx('absolute inset-y-0 start-0 overflow-hidden text-accent', share === 0 && 'hidden')}
        style={{ inlineSize: `${share * 100}%` }}
      >
        <Star size={30} strokeWidth={1.5} className="fill-current rtl:ms-auto" />
      </span>
    </span>
  )
}
