/** The parts around every page; for the frame, and for the page that is there before it. */
export const frameLook = {
  columns: 'md:grid md:grid-cols-[4.75rem_minmax(0,1fr)] lg:grid-cols-[15rem_minmax(0,1fr)]',
  sidebar:
    'sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-e border-line px-4 py-6 md:flex md:max-lg:px-3',
  main: 'min-w-0 px-4 pt-[max(1rem,env(safe-area-inset-top))] pb-28 outline-none sm:px-6 md:px-10 md:pt-8 md:pb-16',
  page: 'mx-auto max-w-[100rem]',
  bottomBar:
    'fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden',
  bottomItem:
    'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-faint aria-[current=page]:text-accent',
}
