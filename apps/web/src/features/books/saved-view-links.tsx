import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bookmark } from 'lucide-react'
import { MenuLink } from '#ui/menu.tsx'
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

/** The same for a menu, where the sidebar has no room for them. */
export function SavedViewEntries() {
  const { data = [] } = useQuery(savedViews)
  return data.map(({ id, name, view }) => (
    <MenuLink key={id}>
      <Link
        to="/books"
        search={readBookSearch(view)}
        activeOptions={{ includeSearch: true }}
        className="max-w-72 aria-[current=page]:font-medium aria-[current=page]:text-accent"
      >
        <Bookmark size={16} aria-hidden className="shrink-0" />
        <span className="min-w-0 truncate">{name}</span>
      </Link>
    </MenuLink>
  ))
}
