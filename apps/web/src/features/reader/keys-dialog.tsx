import { useTranslation } from 'react-i18next'
import { Dialog } from '#ui/dialog.tsx'
import { keyList } from './keys.ts'

/** What the keys do. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('reader.keys')} isOpen={isOpen} onClose={onClose}>
      <dl className="grid min-h-0 grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2 overflow-y-auto px-6 pt-3 pb-6">
        {keyList.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1.5">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-7 rounded-md border border-line bg-sunken px-1.5 py-0.5 text-center text-sm"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-[0.9375rem]">{t(`reader.keyList.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
