import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GroupForm } from '#features/groups/group-form.tsx'
import { useMakeGroup } from '#features/groups/group-queries.ts'
import { myGroups } from '#reading/notes/my-groups.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** The reading groups one belongs to. */
export function GroupsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(myGroups)
  const make = useMakeGroup()
  const [isOpen, setOpen] = useState(false)
  useTitle(t('groups.title'))
  const close = () => setOpen(false)
  const button = (
    <Button kind="primary" onClick={() => setOpen(true)}>
      <Plus size={18} aria-hidden />
      {t('groups.make')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('groups.title')} actions={data && data.length > 0 ? button : null} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Waiting />}
      {data && data.length === 0 ? (
        <EmptyState title={t('groups.none')} actions={button}>
          {t('groups.noneExplained')}
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <>
          <p className="mb-6 max-w-prose text-ink-soft">{t('groups.lead')}</p>
          <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
            {data.map((group) => (
              <li
                key={group.id}
                className="relative flex flex-col gap-1 rounded-xl border border-line bg-surface p-5 hover:border-line-strong"
              >
                <h2 className="font-serif text-lg font-semibold wrap-anywhere">
                  <Link to="/groups/$groupId" params={{ groupId: group.id }} className="after:absolute after:inset-0">
                    {group.name}
                  </Link>
                </h2>
                {group.description ? (
                  <p className="line-clamp-3 text-[0.9375rem] wrap-anywhere text-ink-soft">{group.description}</p>
                ) : null}
                <p className="text-sm text-ink-faint">{t('groups.members', { count: group.member_count })}</p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Dialog title={t('groups.make')} isOpen={isOpen} onClose={close}>
        <GroupForm
          action={t('groups.create')}
          isBusy={make.isPending}
          error={make.error}
          onSave={(words) =>
            make.mutate(words, {
              onSuccess: ({ id }) => void navigate({ to: '/groups/$groupId', params: { groupId: id } }),
            })
          }
          onCancel={close}
        />
      </Dialog>
    </>
  )
}
