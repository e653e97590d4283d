import type { GroupPage as Group } from '@colophon/contract/web/groups.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { GroupActions } from '#features/groups/group-actions.tsx'
import { GroupNotes } from '#features/groups/group-notes.tsx'
import { groupPage } from '#features/groups/group-queries.ts'
import { MemberList } from '#features/groups/member-list.tsx'
import { SharedLists } from '#features/groups/shared-lists.tsx'
import { Together } from '#features/groups/together.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** A reading group: what its members read together, wrote for each other and share. */
export function GroupPage() {
  const { t } = useTranslation()
  const { groupId } = useParams({ from: '/frame/groups/$groupId' })
  const { data, error, refetch } = useQuery(groupPage(groupId))
  useTitle(data?.name ?? t('groups.title'))
  if (data) return <Content group={data} />
  return (
    <>
      <PageHeader title={t('groups.title')} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting />}
    </>
  )
}

function Content({ group }: { group: Group }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader
        title={group.name}
        eyebrow={t('groups.title')}
        detail={t('groups.members', { count: group.members.length })}
        actions={<GroupActions group={group} />}
      />
      {group.description ? (
        <p className="mb-8 max-w-prose wrap-anywhere whitespace-pre-line text-ink-soft">{group.description}</p>
      ) : null}
      <div className="flex flex-col gap-10 sm:gap-12">
        <Part title={t('groups.together')}>
          {group.together.length > 0 ? (
            <Together books={group.together} />
          ) : (
            <p className="max-w-prose text-ink-soft">{t('groups.togetherNone')}</p>
          )}
        </Part>
        <Part title={t('groups.notes')}>
          {group.notes.length > 0 ? (
            <GroupNotes notes={group.notes} />
          ) : (
            <p className="max-w-prose text-ink-soft">{t('groups.notesNone')}</p>
          )}
        </Part>
        <div className="grid gap-10 lg:grid-cols-2">
          <Part title={t('groups.lists')}>
            <SharedLists group={group} />
          </Part>
          <Part title={t('groups.membersTitle')}>
            <MemberList group={group} />
          </Part>
        </div>
      </div>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-4">
      <h2 id={id} className="font-serif text-xl font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
