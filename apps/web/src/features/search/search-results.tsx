import { BookPlus, Library, UserRound } from 'lucide-react'
import { memo, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { Cover } from '#ui/cover.tsx'
import type { Hit } from './hits.ts'

/** What a search has found, in groups. Each key that is typed draws the field anew, and this only with other answers. */
export const SearchResults = memo(function SearchResults({
  list,
  id,
  hits,
  chosen,
  isRecent,
  onChoose,
  onOpen,
}: {
  list: Ref<HTMLDivElement>
  id: string
  hits: readonly Hit[]
  chosen: number
  /** Nothing was looked for: the books are those that were read last. */
  isRecent: boolean
  onChoose: (index: number) => void
  onOpen: (hit: Hit) => void
}) {
  const { t } = useTranslation()
  const group = (kind: Hit['kind'], title: string): ReactNode => {
    const members = hits.map((hit, index) => ({ hit, index })).filter(({ hit }) => hit.kind === kind)
    if (members.length === 0) return null
    return (
      <div role="group" aria-label={title} className="pb-2">
        <div aria-hidden="true" className="px-4 pt-3 pb-1.5 text-xs font-medium tracking-wide text-ink-faint">
          {title}
        </div>
        {members.map(({ hit, index }) => (
          // The keys act on the input, which keeps the focus and points here; a pointer acts on the option itself.
          <div
            key={hit.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => onOpen(hit)}
            onPointerMove={() => onChoose(index)}
            className="mx-2 flex min-h-12 cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5 aria-selected:bg-sunken"
          >
            <HitRow hit={hit} />
          </div>
        ))}
      </div>
    )
  }
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('search.results')} className="min-h-0 flex-1 overflow-y-auto">
      {group('book', isRecent ? t('search.recent') : t('search.books'))}
      {group('author', t('search.authors'))}
      {group('series', t('search.series'))}
      {group('command', t('search.commands'))}
      {group('outside', t('search.elsewhere'))}
    </div>
  )
})

const HitRow = memo(function HitRow({ hit }: { hit: Hit }) {
  const { t } = useTranslation()
  if (hit.kind === 'book') {
    return (
      <>
        <Cover
          title={hit.name}
          src={coverAddress(hit.coverUrl, 'small')}
          color={hit.coverColor}
          className="w-8 shrink-0 shadow-none"
        />
        <span className="min-w-0">
          <span className="line-clamp-1 font-serif font-semibold">{hit.name}</span>
          <span className="line-clamp-1 text-sm text-ink-faint">{hit.detail}</span>
        </span>
      </>
    )
  }
  if (hit.kind === 'command' || hit.kind === 'outside') {
    const { label, Icon } =
      hit.kind === 'command' ? hit.command : { label: t('search.outside', { words: hit.words }), Icon: BookPlus }
    return (
      <>
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
          <Icon size={16} aria-hidden />
        </span>
        <span className="min-w-0 flex-1 truncate">{label}</span>
      </>
    )
  }
  const Icon = hit.kind === 'author' ? UserRound : Library
  return (
    <>
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-accent">
        <Icon size={16} aria-hidden />
      </span>
      <span className="min-w-0 flex-1 truncate">{hit.name}</span>
      <span className="text-sm text-ink-faint">{t('book.count', { count: hit.bookCount })}</span>
    </>
  )
})
