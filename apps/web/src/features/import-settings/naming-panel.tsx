import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettingsDraft } from '#api/settings.ts'
import { TextField } from '#ui/field.tsx'
import { SettingsForm } from '#ui/settings-form.tsx'
import { NamingPreview } from './naming-preview.tsx'

const defaults = {
  'naming.bookTemplate': '{Author}/{Title} ({Year})/{Title} - {Author}.{ext}',
  naming_template_audiobook: '{Author}/{Title} ({Year})',
  'naming.audiobook_file_template': '',
}

type Key = keyof typeof defaults

const fields = [
  { key: 'naming.bookTemplate', name: 'book' },
  { key: 'naming_template_audiobook', name: 'audiobook' },
  { key: 'naming.audiobook_file_template', name: 'track' },
] as const

const tokens = [
  'Author',
  'SortAuthor',
  'AuthorInitial',
  'Title',
  'Subtitle',
  'Year',
  'Series',
  'SeriesNumber',
  'Narrator',
  'Publisher',
  'ISBN',
  'ASIN',
  'Genre',
  'Lang',
  'Part',
  'ext',
] as const

/** How files are called that come in, with what becomes of it for a sample book. */
export function NamingPanel() {
  const { t } = useTranslation()
  const draft = useSettingsDraft(defaults)
  const [current, setCurrent] = useState<Key>('naming.bookTemplate')
  const input = useRef<HTMLDivElement>(null)
  const insert = (token: string) => {
    const field = fieldIn(input, current)
    const value = draft.valueOf(current)
    const at = field?.selectionStart ?? value.length
    const end = field?.selectionEnd ?? at
    draft.set(current, `${value.slice(0, at)}{${token}}${value.slice(end)}`)
    field?.focus()
  }
  return (
    <SettingsForm title={t('importing.naming.title')} lead={t('importing.naming.lead')} draft={draft}>
      <div ref={input} className="flex flex-col gap-5">
        {fields.map(({ key, name }) => (
          <div key={key} className="flex flex-col gap-2">
            <TextField
              label={t(`importing.naming.${name}`)}
              hint={t(`importing.naming.${name}Hint`)}
              data-setting={key}
              spellCheck={false}
              autoCapitalize="none"
              value={draft.valueOf(key)}
              onFocus={() => setCurrent(key)}
              onChange={(event) => draft.set(key, event.target.value)}
            />
          </div>
        ))}
      </div>
      <NamingPreview
        ebook={draft.valueOf('naming.bookTemplate')}
        audiobook={draft.valueOf('naming_template_audiobook')}
        track={draft.valueOf('naming.audiobook_file_template')}
      />
      <details>
        <summary className="w-fit cursor-pointer text-sm font-medium text-accent">
          {t('importing.naming.tokens')}
        </summary>
        <p className="mt-2 text-sm text-ink-faint">{t('importing.naming.tokensHint')}</p>
        <ul className="mt-3 flex flex-wrap gap-1.5">
          {tokens.map((token) => (
            <li key={token}>
              <button
                type="button"
                title={t(`importing.naming.token.${token}`)}
                aria-label={t('importing.naming.insert', { token, meaning: t(`importing.naming.token.${token}`) })}
                onClick={() => insert(token)}
                className="min-h-9 rounded-lg border border-line bg-surface px-2.5 font-mono text-sm hover:border-line-strong hover:bg-sunken"
              >
                {`{${token}}`}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </SettingsForm>
  )
}

const fieldIn = (around: RefObject<HTMLDivElement | null>, key: Key) =>
  around.current?.querySelector<HTMLInputElement>(`[data-setting="${key}"]`)
