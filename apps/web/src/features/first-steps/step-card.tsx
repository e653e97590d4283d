import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'

/** One step on the way: what it is for, whether it is done, and, while it is the one to do, how. */
export function StepCard({
  number,
  title,
  purpose,
  isDone,
  isOpen,
  onOpen,
  onSkip,
  children,
}: {
  number: number
  title: string
  purpose: string
  isDone: boolean
  isOpen: boolean
  onOpen: () => void
  /** Leaves the step for later; absent where nothing comes after it. */
  onSkip?: (() => void) | undefined
  children: ReactNode
}) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <li
      aria-labelledby={id}
      aria-current={isOpen ? 'step' : undefined}
      className={cx('rounded-2xl border bg-surface', isOpen ? 'border-accent' : 'border-line')}
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
        <span
          aria-hidden="true"
          className={cx(
            'grid size-8 shrink-0 place-items-center rounded-full text-sm font-semibold',
            isDone ? 'bg-accent text-on-accent' : 'bg-sunken text-ink-soft',
          )}
        >
          {isDone ? <Check size={17} /> : number}
        </span>
        <div className="min-w-0 flex-1 basis-48">
          <h2 id={id} className="font-serif text-lg font-semibold">
            {title}
            {isDone ? <span className="sr-only"> ({t('firstSteps.done')})</span> : null}
          </h2>
          <p className="text-sm text-ink-soft">{purpose}</p>
        </div>
        {isOpen ? (
          onSkip ? (
            <Button size="small" kind="ghost" onClick={onSkip}>
              {t(isDone ? 'firstSteps.next' : 'firstSteps.skip')}
            </Button>
          ) : null
        ) : (
          <Button
            size="small"
            aria-label={t(isDone ? 'firstSteps.lookAt' : 'firstSteps.openStep', { step: title })}
            onClick={onOpen}
          >
            {t(isDone ? 'firstSteps.look' : 'firstSteps.open')}
          </Button>
        )}
      </header>
      {isOpen ? <div className="border-t border-line">{children}</div> : null}
    </li>
  )
}
