import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

/** An address that leads nowhere. */
export function LostPage() {
  const { t } = useTranslation()
  return (
    <main>
      <EmptyState
        level={1}
        title={t('frame.lost')}
        actions={
          <Link to="/books" search={{}} className={buttonClass({ kind: 'primary' })}>
            {t('books.showAll')}
          </Link>
        }
      >
        {t('frame.lostExplained')}
      </EmptyState>
    </main>
  )
}
