import {
  createReadingList,
  deleteReadingList,
  listReadingListsOfBook,
  replaceReadingList,
  takeBookOffReadingList,
} from '@colophon/contract/library/reading-lists.ts'
import type { BookSelection } from '@colophon/contract/web/bulk.ts'
import {
  addManyToList,
  type ListCard,
  moveBookInList,
  readListPage,
  takeManyOffList,
} from '@colophon/contract/web/lists.ts'
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AnswerOf, call } from '#api/call.ts'
import { listCards } from '#api/list-cards.ts'
import { showToast } from '#ui/toast-store.ts'

type Page = AnswerOf<typeof readListPage>

/** A list and its books in their order, a part at a time. */
export const listPages = (listId: string) =>
  infiniteQueryOptions({
    queryKey: ['lists', 'one', listId],
    queryFn: ({ pageParam, signal }) =>
      call(readListPage, { params: { listId }, query: { offset: pageParam } }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ list, offset, items }) =>
      items.length > 0 && offset + items.length < list.bookCount ? offset + items.length : undefined,
  })

/** The lists that hold a book. */
export const listsOfBook = (bookId: string) =>
  queryOptions({
    queryKey: ['lists', 'of', bookId],
    queryFn: ({ signal }) => call(listReadingListsOfBook, { params: { bookId } }, { signal }),
    staleTime: 0,
  })

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: ['lists'] })

interface Named {
  name: string
  description: string | null
}

export function useCreateList() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Named) => call(createReadingList, { body }),
    onSuccess: () => refresh(client),
  })
}

export function useChangeList(listId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Named) => call(replaceReadingList, { params: { listId }, body }),
    onSuccess: () => refresh(client),
  })
}

export function useDeleteList(listId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(deleteReadingList, { params: { listId } }),
    // The page of the list itself is on its way out and must not ask again for what is gone.
    onSuccess: () => client.invalidateQueries({ queryKey: listCards.queryKey }),
  })
}

/** Puts books on a list, says so, and offers to take it back. */
export function useAddToList() {
  const client = useQueryClient()
  const { t } = useTranslation()
  return useMutation({
    mutationFn: ({ list, selection }: { list: Pick<ListCard, 'id'>; selection: BookSelection }) =>
      call(addManyToList, { params: { listId: list.id }, body: { selection } }),
    onSuccess: async ({ added }, { list }) => {
      await refresh(client)
      const name = client.getQueryData(listCards.queryKey)?.find(({ id }) => id === list.id)?.name ?? ''
      if (added.length === 0) return showToast(t('lists.allThere', { name }))
      const takeBack = async () => {
        await call(takeManyOffList, { params: { listId: list.id }, body: { ids: added } })
        await refresh(client)
      }
      return showToast(t('lists.added', { count: added.length, name }), {
        action: { label: t('choose.undo'), run: () => void takeBack().catch(tell) },
      })
    },
  })
}

/** Takes a book off a list; taken back, it stands again where it stood. */
export function useTakeOffList() {
  const client = useQueryClient()
  const { t } = useTranslation()
  return useMutation({
    mutationFn: ({ list, book }: TakingOff) =>
      call(takeBookOffReadingList, { params: { listId: list.id, bookId: book.id } }),
    onSuccess: async (_, { list, book, after }) => {
      await refresh(client)
      const takeBack = async () => {
        await call(addManyToList, { params: { listId: list.id }, body: { selection: { ids: [book.id] } } })
        if (after !== undefined) {
          await call(moveBookInList, { params: { listId: list.id, bookId: book.id }, body: { after } })
        }
        await refresh(client)
      }
      showToast(t('lists.takenOff', { title: book.title, name: list.name }), {
        action: { label: t('choose.undo'), run: () => void takeBack().catch(tell) },
      })
    },
  })
}

interface TakingOff {
  list: Pick<ListCard, 'id' | 'name'>
  book: { id: string; title: string }
  /** The book that it stood behind, null where it was the first; left out where nobody knows. */
  after?: string | null
}

const tell = (error: Error) => void showToast(error.message, { isLasting: true })

/** Moves a book at once on the page, and puts it back where the server refuses. */
export function useMoveInList(listId: string) {
  const client = useQueryClient()
  const { queryKey } = listPages(listId)
  const mutationKey = ['lists', 'move', listId]
  const { mutate } = useMutation({
    mutationKey,
    // One after another, in the order in which they were asked for.
    scope: { id: mutationKey.join(' ') },
    mutationFn: ({ bookId, after }: { bookId: string; after: string | null }) =>
      call(moveBookInList, { params: { listId, bookId }, body: { after } }),
    onError: tell,
    // What the server knew before a later move must not undo that move on the page.
    onSettled: () => (client.isMutating({ mutationKey }) > 1 ? undefined : refresh(client)),
  })
  return (bookId: string, after: string | null) => {
    void client.cancelQueries({ queryKey })
    client.setQueryData(queryKey, (pages) => pages && withMoved(pages, bookId, after))
    mutate({ bookId, after })
  }
}

/** The pages with one book moved behind another one; null is the beginning. */
export function withMoved<Param>(
  data: InfiniteData<Page, Param>,
  bookId: string,
  after: string | null,
): InfiniteData<Page, Param> {
  const all = data.pages.flatMap(({ items }) => items)
  const moved = all.find(({ id }) => id === bookId)
  if (!moved || after === bookId) return data
  const others = all.filter(({ id }) => id !== bookId)
  const at = after === null ? 0 : others.findIndex(({ id }) => id === after) + 1
  if (after !== null && at === 0) return data
  const order = [...others.slice(0, at), moved, ...others.slice(at)]
  let from = 0
  const pages = data.pages.map((page) => {
    const items = order.slice(from, from + page.items.length)
    from += items.length
    return { ...page, items }
  })
  return { ...data, pages }
}
