import { createContext, use } from 'react'

/** Opens the search from anywhere inside the frame. It stays the same, so that no page is drawn anew for a search. */
export const SearchContext = createContext<() => void>(() => {})

export const useOpenSearch = () => use(SearchContext)

/** Whether the search is open, for the one dialogue that shows it. */
export const OpenedSearch = createContext({ isOpen: false, close: () => {} })
