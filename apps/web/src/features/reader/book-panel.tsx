import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#ui/dialog.tsx'
import { Segmented } from '#ui/segmented.tsx'

export const panelClass = 'my-0 ms-auto me-0 h-dvh max-h-none w-[min(25rem,100vw)] rounded-none sm:rounded-s-2xl'

export type PanelPart = 'contents' | 'notes'

/** What is in the book, and what its reader made of it. */
export function BookPanel({
  part,
  onChoose,
  onClose,
  contents,
  notes,
}: {
  /** Null while it is closed. */
  part: PanelPart | null
  onChoose: (part: PanelPart) => void
  onClose: () => void
  contents: ReactNode
  notes: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Dialog title={t(`reader.${part ?? 'contents'}`)} isOpen={part !== null} onClose={onClose} className={panelClass}>
      <div className="px-6 py-3">
        <Segmented
          label={t('reader.panel')}
          value={part ?? 'contents'}
          choices={(['contents', 'notes'] as const).map((value) => ({ value, label: t(`reader.${value}`) }))}
          onChange={onChoose}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">{part === 'notes' ? notes : contents}</div>
    </Dialog>
  )
}
