import { Plus } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'

const UploadDialog = lazy(async () => ({ default: (await import('./upload-dialog.tsx')).UploadDialog }))

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Opens the upload, also when files are dragged over the page. */
export function UploadButton() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  const open = () => {
    setOpened(true)
    setOpen(true)
  }
  useEffect(() => {
    const onDrag = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // A file dropped beside the target would replace the app.
      event.preventDefault()
      setOpened(true)
      setOpen(true)
    }
    addEventListener('dragover', onDrag)
    addEventListener('drop', onDrag)
    return () => {
      removeEventListener('dragover', onDrag)
      removeEventListener('drop', onDrag)
    }
  }, [])
  return (
    <>
      <Button size="small" kind="ghost" onClick={open} aria-label={t('upload.open')}>
        <Plus size={17} aria-hidden />
        <span className="max-sm:hidden">{t('upload.open')}</span>
      </Button>
      {wasOpened ? (
        <Suspense>
          <UploadDialog isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
