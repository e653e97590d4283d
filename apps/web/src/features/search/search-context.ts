import { createContext, use } from 'react'

/** Opens the search from anywhere inside the frame. */
export const SearchContext = createContext<() => void>(() => {})

export const useOpenSearch = () => use(SearchContext)
