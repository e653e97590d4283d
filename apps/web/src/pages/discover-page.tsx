import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayAcquire } from '#api/acquisition.ts'
import { useAccount } from '#api/session.ts'
import { AddAuthor } from '#features/acquire/add-author.tsx'
import { AddBook } from '#features/acquire/add-book.tsx'
import { DiscoverView } from '#features/acquire/discover-view.tsx'
import { SetUpHint } from '#features/first-steps/set-up-hint.tsx'
import { AskForBook } from '#features/requests/ask-for-book.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { showToast } from '#ui/toast-store.ts'
import { useTitle } from '#ui/use-title.ts'

/** Looks for books and people that are not here, and adds them. */
export function DiscoverPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/frame/get-books/get/discover' })
  const navigate = useNavigate()
  const isMember = mayAcquire(useAccount())
  useTitle(t('get.discover'))
  return (
    <>
      <PageHeader title={t('get.discover')} />
      <SetUpHint />
      <DiscoverView
        search={search}
        onSearch={(next) => void navigate({ to: '/get/discover', search: next, replace: true })}
        renderBookAction={(book) =>
          isMember ? (
            <AddBook
              book={book}
              onAdded={(number) => {
                const open = () =>
                  void navigate({ to: '/get/books/$bookNumber', params: { bookNumber: String(number) } })
                showToast(t('acquire.bookAdded', { title: book.title }), {
                  action: { label: t('acquire.openIt'), run: open },
                })
              }}
            />
          ) : (
            <AskForBook
              book={{
                foreignBookId: book.foreignBookId,
                title: book.title,
                authorName: book.author?.authorName ?? '',
                imageUrl: book.imageUrl,
              }}
            />
          )
        }
        {...(isMember
          ? {
              renderAuthorAction: (author) => (
                <AddAuthor
                  author={author}
                  onAdded={(number) =>
                    void navigate({ to: '/get/authors/$authorNumber', params: { authorNumber: String(number) } })
                  }
                />
              ),
            }
          : {})}
      />
    </>
  )
}
