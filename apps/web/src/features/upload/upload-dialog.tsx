import { listLibraries } from '@colophon/contract/library/libraries.ts'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, Upload as UploadIcon } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { Dialog } from '#ui/dialog.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { SelectField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { type Upload, useUploads } from './use-uploads.ts'

const ACCEPTED = '.epub,.mobi,.azw3,.pdf'

/** Brings book files from this device into a library. */
export function UploadDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { data: libraries } = useQuery({
    queryKey: ['libraries', 'names'],
    queryFn: ({ signal }) => call(listLibraries, {}, { signal }),
    enabled: isOpen,
  })
  const { uploads, add, clear } = useUploads()
  const [chosen, setChosen] = useState<string>()
  const libraryId = chosen ?? libraries?.[0]?.id
  const close = () => {
    onClose()
    if (uploads.every(({ state }) => state === 'done' || state === 'failed')) clear()
  }
  return (
    <Dialog title={t('upload.title')} isOpen={isOpen} onClose={close} className="max-h-[min(40rem,90dvh)]">
      <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
        {libraries?.length === 0 ? <Notice kind="info">{t('upload.noLibrary')}</Notice> : null}
        {libraries && libraries.length > 1 ? (
          <SelectField
            label={t('upload.library')}
            value={libraryId}
            onChange={(event) => setChosen(event.target.value)}
          >
            {libraries.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        ) : null}
        {libraryId ? <DropTarget onFiles={(files) => add(files, libraryId)} /> : null}
        {uploads.length > 0 ? (
          <ul className="flex flex-col gap-3">
            {uploads.map((upload) => (
              <UploadRow key={upload.id} upload={upload} />
            ))}
          </ul>
        ) : null}
      </div>
    </Dialog>
  )
}

function DropTarget({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex flex-col items-center gap-3 rounded-xl border-2 border-dashed px-6 py-10 text-center transition-colors',
        isOver ? 'border-accent bg-accent-soft' : 'border-line',
      )}
    >
      <UploadIcon size={28} aria-hidden className="text-ink-faint" />
      <p className="font-medium">{t('upload.drop')}</p>
      <p className="text-sm text-ink-faint">{t('upload.dropHint')}</p>
      <Button kind="primary" onClick={() => input.current?.click()}>
        {t('upload.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPTED}
        aria-label={t('upload.choose')}
        className="hidden"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </div>
  )
}

function UploadRow({ upload }: { upload: Upload }) {
  const { t } = useTranslation()
  return (
    <li className="flex items-start gap-3">
      <span className="mt-0.5 w-5 shrink-0">
        {upload.state === 'done' ? <CircleCheck size={20} aria-hidden className="text-accent" /> : null}
        {upload.state === 'failed' ? <CircleX size={20} aria-hidden className="text-danger" /> : null}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{upload.name}</p>
        {upload.state === 'sending' ? (
          <ProgressBar share={upload.share} label={upload.name} className="my-1.5" />
        ) : null}
        <p role="status" className={cx('text-sm', upload.state === 'failed' ? 'text-danger' : 'text-ink-faint')}>
          {upload.state === 'failed'
            ? sentenceOf(upload.error, t)
            : t(`upload.${upload.state}`, { share: upload.share })}
        </p>
      </div>
    </li>
  )
}
