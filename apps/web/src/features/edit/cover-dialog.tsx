import { useQuery } from '@tanstack/react-query'
import { ImageUp } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { cx } from '#ui/cx.ts'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { coverChoices, useChangeCover } from './edit-queries.ts'

/** Another cover: a picture of one's own, one out of the files, or one from the web. */
export function CoverDialog({
  bookId,
  title,
  hasCover,
  isOpen,
  onClose,
}: {
  bookId: string
  title: string
  hasCover: boolean
  isOpen: boolean
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { mutate, isPending, error, reset } = useChangeCover(bookId)
  const close = () => {
    reset()
    onClose()
  }
  const give = (body: Parameters<typeof mutate>[0]) => mutate(body, { onSuccess: close })
  const takePicture = async (file: File | undefined) => {
    if (file) give({ from: 'picture', dataUrl: await asDataUrl(file) })
  }
  return (
    <Dialog title={t('edit.cover.title')} isOpen={isOpen} onClose={close} className="w-[min(40rem,calc(100vw-1.5rem))]">
      <div className="flex min-h-0 flex-col gap-7 overflow-y-auto p-6 pt-2">
        {error ? <ErrorNotice error={error} /> : null}
        <PictureField isBusy={isPending} onPicture={(file) => void takePicture(file)} />
        <FromFiles bookId={bookId} title={title} isBusy={isPending} onChoose={(id) => give({ from: 'file', id })} />
        <FromAddress isBusy={isPending} onAddress={(address) => give({ from: 'address', address })} />
        {hasCover ? (
          <Button kind="danger" className="self-start" disabled={isPending} onClick={() => give({ from: 'nowhere' })}>
            {t('edit.cover.remove')}
          </Button>
        ) : null}
      </div>
    </Dialog>
  )
}

/** Takes a picture that is dropped, pasted or chosen. */
function PictureField({ isBusy, onPicture }: { isBusy: boolean; onPicture: (file: File | undefined) => void }) {
  const { t } = useTranslation()
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setOver(false)
    onPicture(event.dataTransfer.files[0])
  }
  const paste = (event: ClipboardEvent) => onPicture(event.clipboardData.files[0])
  return (
    <section
      aria-label={t('edit.cover.choose')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
      className={cx(
        'flex flex-col items-center gap-3 rounded-xl border-2 border-dashed px-4 py-8 text-center',
        isOver ? 'border-accent bg-accent-soft' : 'border-line-strong/50',
      )}
    >
      <ImageUp size={28} aria-hidden className="text-ink-faint" />
      <p className="text-[0.9375rem] text-ink-soft">{isBusy ? t('edit.cover.busy') : t('edit.cover.drop')}</p>
      <label className={cx(buttonClass(), 'has-focus-visible:outline-2 has-focus-visible:outline-accent')}>
        {t('edit.cover.choose')}
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
          className="sr-only"
          disabled={isBusy}
          onChange={(event) => onPicture(event.target.files?.[0])}
        />
      </label>
      <p className="text-sm text-ink-faint">{t('edit.cover.kinds')}</p>
    </section>
  )
}

function FromFiles({
  bookId,
  title,
  isBusy,
  onChoose,
}: {
  bookId: string
  title: string
  isBusy: boolean
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation()
  const { data = [], error } = useQuery(coverChoices(bookId))
  return (
    <section aria-labelledby="cover-files" className="flex flex-col gap-3">
      <h3 id="cover-files" className="font-medium">
        {t('edit.cover.fromFiles')}
      </h3>
      {error ? <ErrorNotice error={error} /> : null}
      {data.length === 0 ? <p className="text-[0.9375rem] text-ink-soft">{t('edit.cover.noneInFiles')}</p> : null}
      <ul className="flex flex-wrap gap-4">
        {data.map(({ id, url, color, fileName, isCurrent }) => (
          <li key={id}>
            <button
              type="button"
              disabled={isBusy || isCurrent}
              aria-label={isCurrent ? t('edit.cover.current') : t('edit.cover.useFrom', { name: fileName })}
              title={isCurrent ? t('edit.cover.current') : fileName}
              className={cx('block w-24 rounded-md p-1', isCurrent ? 'outline-2 outline-accent' : 'hover:bg-sunken')}
              onClick={() => onChoose(id)}
            >
              <Cover title={title} src={coverAddress(url, 'small')} color={color} className="w-full" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function FromAddress({ isBusy, onAddress }: { isBusy: boolean; onAddress: (address: string) => void }) {
  const { t } = useTranslation()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onAddress(String(new FormData(event.currentTarget).get('address')))
  }
  return (
    <section aria-labelledby="cover-address" className="flex flex-col gap-3">
      <h3 id="cover-address" className="font-medium">
        {t('edit.cover.address')}
      </h3>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <TextField
          label={t('edit.cover.addressLabel')}
          name="address"
          type="url"
          required
          placeholder="https://"
          className="min-w-0 flex-1 basis-60"
        />
        <Button type="submit" disabled={isBusy}>
          {t('edit.cover.fetch')}
        </Button>
      </form>
    </section>
  )
}

function asDataUrl(file: File): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const reader = new FileReader()
  reader.addEventListener('load', () => resolve(String(reader.result)))
  reader.addEventListener('error', () => reject(reader.error ?? new Error('the picture cannot be read')))
  reader.readAsDataURL(file)
  return promise
}
