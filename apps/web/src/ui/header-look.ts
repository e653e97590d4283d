/** The head of a page; for the component, and for the page that is there before it. */
export const headerLook = {
  header: 'mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 sm:mb-6',
  words: 'flex flex-col sm:flex-row sm:flex-wrap sm:items-baseline sm:gap-x-4',
  title: 'font-serif text-2xl leading-tight font-semibold sm:text-3xl',
  detail: 'text-sm text-ink-faint tabular-nums sm:text-[0.9375rem]',
}
