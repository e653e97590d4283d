import { WEB_UPLOAD_LIMIT } from '@colophon/contract/web/uploads.ts'
import { FileUp, FolderUp, Upload } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fileSize } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { givenFiles } from './given-files.ts'
import { ACCEPTED } from './plan-uploads.ts'
import { filesOf } from './read-drop.ts'

/** Where to begin: files or a folder of this device. Dropping works on the whole page. */
export function ChooseFiles() {
  const { t, i18n } = useTranslation()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    givenFiles.give(filesOf(input.files ?? []))
    input.value = ''
  }
  return (
    <div className="flex flex-col items-center gap-3 rounded-2xl border-2 border-dashed border-line px-6 py-10 text-center">
      <Upload size={28} aria-hidden className="text-ink-faint" />
      <p className="font-medium">{t('upload.drop')}</p>
      <p className="max-w-md text-sm text-ink-faint">
        {t('upload.dropHint', { most: fileSize(WEB_UPLOAD_LIMIT, i18n.language) })}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button kind="primary" onClick={() => files.current?.click()}>
          <FileUp size={18} aria-hidden />
          {t('upload.choose')}
        </Button>
        <Button onClick={() => folder.current?.click()}>
          <FolderUp size={18} aria-hidden />
          {t('upload.chooseFolder')}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        accept={ACCEPTED}
        aria-label={t('upload.choose')}
        className="hidden"
        onChange={(event) => take(event.target)}
      />
      <input
        ref={(element) => {
          // React knows no such attribute.
          element?.setAttribute('webkitdirectory', '')
          folder.current = element
        }}
        type="file"
        multiple
        aria-label={t('upload.chooseFolder')}
        className="hidden"
        onChange={(event) => take(event.target)}
      />
    </div>
  )
}
