import { type ReactNode, useId } from 'react'

/** A titled part of a page of settings. */
export function Panel({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-t border-line py-8 first:border-t-0 first:pt-0 md:grid-cols-[14rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="font-serif text-lg font-semibold">
          {title}
        </h2>
        {lead ? <p className="mt-1 text-sm text-ink-faint">{lead}</p> : null}
      </div>
      <div className="max-w-lg min-w-0">{children}</div>
    </section>
  )
}
