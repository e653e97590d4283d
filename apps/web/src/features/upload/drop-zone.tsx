import { useNavigate } from '@tanstack/react-router'
import { Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { givenFiles } from './given-files.ts'
import { readDrop } from './read-drop.ts'
import { UploadDock } from './upload-dock.tsx'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped anywhere, and shows how sending goes while one looks at other pages. */
export function DropZone() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const onDrag = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // A file dropped on a page would otherwise replace the app.
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!hasFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      void readDrop(event.dataTransfer).then((files) => {
        givenFiles.give(files)
        return navigate({ to: '/upload' })
      })
    }
    addEventListener('dragover', onDrag)
    addEventListener('dragleave', onLeave)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('dragover', onDrag)
      removeEventListener('dragleave', onLeave)
      removeEventListener('drop', onDrop)
    }
  }, [navigate])
  return (
    <>
      {isOver ? (
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-paper/90 p-4">
          <div className="grid size-full place-items-center rounded-3xl border-4 border-dashed border-accent bg-accent-soft">
            <p className="flex flex-col items-center gap-4 text-center font-serif text-2xl font-semibold text-accent">
              <Upload size={48} aria-hidden />
              {t('upload.drop')}
            </p>
          </div>
        </div>
      ) : null}
      <UploadDock />
    </>
  )
}
