import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '#ui/button.tsx'

/** To the page on which books are added. */
export function UploadButton() {
  const { t } = useTranslation()
  return (
    <Link to="/upload" className={buttonClass({ size: 'small', kind: 'ghost' })} aria-label={t('upload.open')}>
      <Plus size={17} aria-hidden />
      <span className="max-lg:hidden">{t('upload.open')}</span>
    </Link>
  )
}
