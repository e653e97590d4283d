import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import type { PathPair } from './path-pairs.ts'

const EXAMPLE: PathPair = { from: '/downloads', to: '/mnt/nas/downloads' }

/** For a client that sees the same folders under other names, as in another container or on another machine. */
export function PathMapping({ pairs, onChange }: { pairs: PathPair[]; onChange: (pairs: PathPair[]) => void }) {
  const { t } = useTranslation()
  const change = (index: number, part: Partial<PathPair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...part } : pair)))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="text-sm font-medium">{t('clients.paths.title')}</legend>
      <p className="text-sm text-ink-faint">{t('clients.paths.lead')}</p>
      <p className="text-sm text-ink-faint">{t('clients.paths.example', { ...EXAMPLE })}</p>
      {pairs.map((pair, index) => (
        // Pairs have nothing to be told apart by but their place.
        <div key={index} className="flex items-end gap-2">
          <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-2">
            <TextField
              label={t('clients.paths.from')}
              placeholder={EXAMPLE.from}
              spellCheck={false}
              autoCapitalize="none"
              value={pair.from}
              onChange={(event) => change(index, { from: event.target.value })}
            />
            <TextField
              label={t('clients.paths.to')}
              placeholder={EXAMPLE.to}
              spellCheck={false}
              autoCapitalize="none"
              value={pair.to}
              onChange={(event) => change(index, { to: event.target.value })}
            />
          </div>
          <IconButton
            label={t('clients.paths.remove', { number: index + 1 })}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          >
            <X size={18} aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button size="small" className="self-start" onClick={() => onChange([...pairs, { from: '', to: '' }])}>
        <Plus size={16} aria-hidden />
        {t('clients.paths.add')}
      </Button>
    </fieldset>
  )
}
