import { useQuery } from '@tanstack/react-query'
import { FolderPlus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaveSettings, useSettingsDraft } from '#api/settings.ts'
import { fileSize } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField } from '#ui/field.tsx'
import { Panel } from '#ui/panel.tsx'
import { Row, Rows } from '#ui/rows.tsx'
import { Spinner } from '#ui/spinner.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type RootFolder, rootFolders, useAddRootFolder, useDeleteRootFolder } from './import-queries.ts'

/** Lets somebody walk to a folder of the server; the page brings it along. */
export type PickFolder = (props: { isBusy: boolean; onChoose: (path: string) => void }) => ReactNode

/** Where books go that were fetched. */
export function RootFoldersPanel({ pick }: { pick: PickFolder }) {
  const { t, i18n } = useTranslation()
  const { data, error, refetch } = useQuery(rootFolders)
  const add = useAddRootFolder()
  const remove = useDeleteRootFolder()
  const [isPicking, setPicking] = useState(false)
  const [doomed, setDoomed] = useState<RootFolder>()
  return (
    <Panel title={t('importing.roots.title')} lead={t('importing.roots.lead')}>
      <div className="flex flex-col gap-4">
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {remove.error ? <ErrorNotice error={remove.error} /> : null}
        {data || error ? null : <Spinner />}
        {data?.length === 0 ? <p className="text-ink-soft">{t('importing.roots.none')}</p> : null}
        {data && data.length > 0 ? (
          <Rows label={t('importing.roots.title')}>
            {data.map((folder) => (
              <Row
                key={folder.id}
                title={<span className="break-all">{folder.path}</span>}
                detail={
                  folder.freeSpace > 0
                    ? t('importing.roots.free', { size: fileSize(folder.freeSpace, i18n.language) })
                    : t('importing.roots.unreachable')
                }
                actions={
                  <IconButton
                    label={t('importing.roots.delete', { path: folder.path })}
                    onClick={() => setDoomed(folder)}
                  >
                    <Trash2 size={17} aria-hidden />
                  </IconButton>
                }
              />
            ))}
          </Rows>
        ) : null}
        <Button className="self-start" onClick={() => setPicking(true)}>
          <FolderPlus size={17} aria-hidden />
          {t('importing.roots.add')}
        </Button>
        {data && data.length > 1 ? <DefaultRoot folders={data} /> : null}
      </div>
      <Dialog title={t('importing.roots.add')} isOpen={isPicking} onClose={() => setPicking(false)}>
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-6 pt-2">
          {add.error ? <ErrorNotice error={add.error} /> : null}
          {pick({
            isBusy: add.isPending,
            onChoose: (path) => add.mutate(path, { onSuccess: () => setPicking(false) }),
          })}
        </div>
      </Dialog>
      <Confirm
        title={t('importing.roots.deleteTitle')}
        action={t('importing.roots.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onSettled: () => setDoomed(undefined) })}
      >
        {t('importing.roots.deleteExplained', { path: doomed?.path ?? '' })}
      </Confirm>
    </Panel>
  )
}

const KEY = 'library.defaultRootFolderId'

function DefaultRoot({ folders }: { folders: readonly RootFolder[] }) {
  const { t } = useTranslation()
  const draft = useSettingsDraft({ [KEY]: '' })
  const save = useSaveSettings()
  return (
    <>
      <SelectField
        label={t('importing.roots.default')}
        hint={t('importing.roots.defaultHint')}
        value={draft.valueOf(KEY)}
        disabled={save.isPending || !draft.isLoaded}
        onChange={(event) => save.mutate({ [KEY]: event.target.value }, { onSuccess: () => showToast(t('ui.saved')) })}
      >
        <option value="">{t('importing.roots.noDefault')}</option>
        {folders.map(({ id, path }) => (
          <option key={id} value={id}>
            {path}
          </option>
        ))}
      </SelectField>
      {save.error ? <ErrorNotice error={save.error} /> : null}
    </>
  )
}
