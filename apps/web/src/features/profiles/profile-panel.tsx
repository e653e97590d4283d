import type { UseMutationResult, UseQueryOptions } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { Row, Rows } from '#ui/rows.tsx'
import { Spinner } from '#ui/spinner.tsx'

interface Named {
  id: number
  name: string
}

/** Profiles of one kind: a list, a form for each, and a way to be rid of one. */
export function ProfilePanel<Profile extends Named>({
  title,
  lead,
  add,
  query,
  remove,
  detailOf,
  standingOf,
  form,
  mayDelete = () => true,
}: {
  title: string
  lead: string
  add: string
  query: UseQueryOptions<Profile[], Error, Profile[], string[]>
  remove: UseMutationResult<undefined, Error, number>
  detailOf: (profile: Profile) => string
  /** What follows from it, in a sentence. */
  standingOf?: (profile: Profile) => ReactNode
  form: (profile: Profile | undefined, onDone: () => void) => ReactNode
  mayDelete?: (profile: Profile) => boolean
}) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(query)
  const [edited, setEdited] = useState<Profile | 'new'>()
  const [doomed, setDoomed] = useState<Profile>()
  const close = () => setEdited(undefined)
  return (
    <Panel title={title} lead={lead}>
      <div className="flex flex-col gap-4">
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {remove.error ? <ErrorNotice error={remove.error} /> : null}
        {data || error ? null : <Spinner />}
        {data && data.length > 0 ? (
          <Rows label={title}>
            {data.map((profile) => (
              <Row
                key={profile.id}
                title={profile.name}
                detail={detailOf(profile)}
                standing={standingOf?.(profile)}
                actions={
                  <>
                    <IconButton label={t('profiles.edit', { name: profile.name })} onClick={() => setEdited(profile)}>
                      <Pencil size={17} aria-hidden />
                    </IconButton>
                    {mayDelete(profile) ? (
                      <IconButton
                        label={t('profiles.delete', { name: profile.name })}
                        onClick={() => setDoomed(profile)}
                      >
                        <Trash2 size={17} aria-hidden />
                      </IconButton>
                    ) : null}
                  </>
                }
              />
            ))}
          </Rows>
        ) : null}
        {data ? (
          <Button size="small" className="self-start" onClick={() => setEdited('new')}>
            <Plus size={16} aria-hidden />
            {add}
          </Button>
        ) : null}
      </div>
      <Dialog title={edited === 'new' || !edited ? add : edited.name} isOpen={edited !== undefined} onClose={close}>
        {form(edited === 'new' ? undefined : edited, close)}
      </Dialog>
      <Confirm
        title={t('profiles.deleteTitle', { name: doomed?.name ?? '' })}
        action={t('profiles.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onSettled: () => setDoomed(undefined) })}
      >
        {t('profiles.deleteExplained')}
      </Confirm>
    </Panel>
  )
}
