import { UserRoundPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField } from '#ui/field.tsx'
import { type FoundAuthor, useAddAuthor } from './discover-queries.ts'
import { type MonitorChoice, MonitorFields } from './monitor-fields.tsx'
import { type MediaType, SlotChoice } from './slot-choice.tsx'

/** Adds an author: which of the books are wanted, in which form, and whether to look for them now. */
export function AddAuthor({ author, onAdded }: { author: FoundAuthor; onAdded: (authorNumber: number) => void }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        onClick={() => setOpen(true)}
        aria-label={t('acquire.addAuthorNamed', { name: author.authorName })}
      >
        <UserRoundPlus size={16} aria-hidden />
        {t('acquire.addAuthor')}
      </Button>
      <Dialog
        title={t('acquire.addAuthorTitle', { name: author.authorName })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <AddAuthorForm author={author} onCancel={() => setOpen(false)} onAdded={onAdded} />
      </Dialog>
    </>
  )
}

// None of the series modes: which series there are is known once the works are listed.
const modes = ['all', 'future', 'latest', 'none'] as const

function AddAuthorForm({
  author,
  onCancel,
  onAdded,
}: {
  author: FoundAuthor
  onCancel: () => void
  onAdded: (authorNumber: number) => void
}) {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<MonitorChoice>({
    mode: 'all',
    latestCount: 1,
    qualityProfileId: null,
    metadataProfileId: null,
    rootFolderId: null,
  })
  const [mediaType, setMediaType] = useState<MediaType>('ebook')
  const [isSearched, setSearched] = useState(true)
  const add = useAddAuthor(onAdded)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({
      foreignAuthorId: author.foreignAuthorId,
      authorName: author.authorName,
      monitored: choice.mode !== 'none',
      monitorMode: choice.mode,
      monitorLatestCount: choice.latestCount,
      qualityProfileId: choice.qualityProfileId,
      metadataProfileId: choice.metadataProfileId,
      rootFolderId: choice.rootFolderId,
      searchOnAdd: isSearched && choice.mode !== 'none',
      mediaType,
    })
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <MonitorFields choice={choice} modes={modes} onChange={setChoice} />
      <SlotChoice value={mediaType} onChange={setMediaType} />
      <CheckField
        label={t('acquire.searchNow')}
        hint={t('acquire.searchNowHint')}
        disabled={choice.mode === 'none'}
        checked={isSearched && choice.mode !== 'none'}
        onChange={({ target }) => setSearched(target.checked)}
      />
      {add.error ? <ErrorNotice error={add.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={add.isPending}>
          {t('acquire.addAuthor')}
        </Button>
      </div>
    </form>
  )
}
