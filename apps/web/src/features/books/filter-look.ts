/** What narrows the list; for the component, and for the page that is there before it. */
export const filterLook = {
  bar: '-mx-4 flex items-center gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0',
  chip: 'inline-flex min-h-9 shrink-0 items-center gap-1.5 border px-3.5 text-sm font-medium whitespace-nowrap transition-colors duration-150',
}
