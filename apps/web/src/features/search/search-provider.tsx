import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { OpenedSearch, SearchContext } from './search-context.ts'

/** Holds whether the search is open, apart from the frame: opening it draws the dialogue and nothing else. */
export function SearchProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(location.hash === '#search')
  const open = useCallback(() => setOpen(true), [])
  const opened = useMemo(() => ({ isOpen, close: () => setOpen(false) }), [isOpen])
  return (
    <SearchContext value={open}>
      <OpenedSearch value={opened}>{children}</OpenedSearch>
    </SearchContext>
  )
}
