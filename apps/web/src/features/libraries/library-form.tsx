import type { LibraryOverview } from '@colophon/contract/web/libraries.ts'
import { FolderPlus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import { FolderPicker } from './folder-picker.tsx'
import { useCreateLibrary, useReplaceLibrary } from './library-queries.ts'
import { nameForFolder } from './name-for-folder.ts'

const kinds = ['none', 'book_per_folder', 'book_per_file'] as const

/** Makes a library or changes one. Its first step, for a new one, is the folder. */
export function LibraryForm({ library, onDone }: { library?: LibraryOverview | undefined; onDone: () => void }) {
  const { t } = useTranslation()
  const create = useCreateLibrary()
  const replace = useReplaceLibrary()
  const [name, setName] = useState(library?.name ?? '')
  const [paths, setPaths] = useState(library?.paths ?? [])
  const [isPicking, setPicking] = useState(!library)
  const error = create.error ?? replace.error

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const body = {
      name: name.trim(),
      paths,
      organization_type: String(form.get('organization')),
      monitored: form.get('monitored') === 'on',
    }
    const writesSidecars = form.get('sidecars') === 'on'
    if (library) replace.mutate({ libraryId: library.id, body, writesSidecars }, { onSuccess: onDone })
    else create.mutate({ body, writesSidecars }, { onSuccess: onDone })
  }

  if (isPicking) {
    return (
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-6 pt-2">
        <FolderPicker
          start={paths.at(-1)}
          action={t('folder.choose')}
          onChoose={(path) => {
            setPaths((before) => [...new Set([...before, path])])
            setName((before) => before || nameForFolder(path))
            setPicking(false)
          }}
        />
      </div>
    )
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField label={t('library.name')} value={name} onChange={(event) => setName(event.target.value)} required />
      <div className="flex flex-col gap-2">
        <span className="text-sm font-medium">{t('library.folders')}</span>
        <ul className="divide-y divide-line rounded-lg border border-line">
          {paths.map((path) => (
            <li key={path} className="flex items-center gap-2 ps-3">
              <span className="min-w-0 flex-1 py-2 text-[0.9375rem] break-all">{path}</span>
              <IconButton
                label={t('library.removeFolder', { path })}
                disabled={paths.length === 1}
                onClick={() => setPaths(paths.filter((other) => other !== path))}
              >
                <X size={18} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
        <Button size="small" className="self-start" onClick={() => setPicking(true)}>
          <FolderPlus size={16} aria-hidden />
          {t('library.addFolder')}
        </Button>
      </div>
      <SelectField
        label={t('library.organization')}
        name="organization"
        defaultValue={library?.organizationType ?? 'none'}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`library.organizations.${kind}`)}
          </option>
        ))}
      </SelectField>
      <CheckField
        name="monitored"
        label={t('library.monitored')}
        hint={t('library.monitoredHint')}
        defaultChecked={library?.isMonitored ?? true}
      />
      <CheckField
        name="sidecars"
        label={t('library.sidecars')}
        hint={t('library.sidecarsHint')}
        defaultChecked={library?.writesSidecars ?? false}
      />
      {error ? <ErrorNotice error={error} /> : null}
      <Button type="submit" kind="primary" disabled={create.isPending || replace.isPending || paths.length === 0}>
        {library ? t('ui.save') : t('library.create')}
      </Button>
    </form>
  )
}
