import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const kinds = {
  error: { className: 'bg-danger-soft text-danger', Icon: CircleAlert },
  warning: { className: 'bg-warning-soft text-warning', Icon: TriangleAlert },
  info: { className: 'bg-accent-soft text-accent', Icon: Info },
}

/** A sentence that matters now. Errors are announced to screen readers as they appear. */
export function Notice({
  kind = 'error',
  children,
  action,
}: {
  kind?: keyof typeof kinds
  children: ReactNode
  action?: ReactNode
}) {
  const { className, Icon } = kinds[kind]
  return (
    <div
      role={kind === 'error' ? 'alert' : undefined}
      className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl px-4 py-3', className)}
    >
      <Icon size={20} aria-hidden className="shrink-0 self-start mt-0.5" />
      <div className="min-w-0 flex-1 basis-48 text-[0.9375rem]">{children}</div>
      {action}
    </div>
  )
}
