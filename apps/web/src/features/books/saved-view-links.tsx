import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bookmark } from 'lucide-react'
import { readBookSearch } from './book-search.ts'
import { savedViews } from './saved-view-queries.ts'

/** The views that the reader has named, for the sidebar. */
export function SavedViewLinks({ className }: { className: string }) {
  const { data = [] } = useQuery(savedViews)
  return data.map(({ id, name, view }) => (
    <Link
      key={id}
      to="/books"
      search={readBookSearch(view)}
      activeOptions={{ includeSearch: true }}
      className={className}
    >
      <Bookmark size={16} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1 truncate">{name}</span>
    </Link>
  ))
}
