import { deleteSetting, listSettings, setSetting } from '@colophon/contract/acquisition/settings.ts'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from './call.ts'

/** What is set on the server by key; what is not there has its default. */
export const settings = queryOptions({
  queryKey: ['settings'],
  queryFn: async ({ signal }): Promise<Record<string, string>> =>
    Object.fromEntries((await call(listSettings, {}, { signal })).map(({ key, value }) => [key, value])),
})

/** Sets settings; an empty value goes back to the default. */
export function useSaveSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (changes: Record<string, string>) => {
      for (const [key, value] of Object.entries(changes)) {
        if (value === '') await call(deleteSetting, { params: { key } })
        else await call(setSetting, { params: { key }, body: { value } })
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: settings.queryKey }),
  })
}

/** Some settings as a form holds them: as they are stored, or as somebody has changed them and not saved yet. */
export function useSettingsDraft<Key extends string>(defaults: Readonly<Record<Key, string>>) {
  const { data, error, refetch } = useQuery(settings)
  const saving = useSaveSettings()
  const [changed, setChanged] = useState<Partial<Record<Key, string>>>({})
  const stored = (key: Key) => data?.[key] || defaults[key]
  const valueOf = (key: Key) => changed[key] ?? stored(key)
  const changes = () =>
    (Object.keys(changed) as Key[]).filter((key) => valueOf(key) !== stored(key)).map((key) => [key, valueOf(key)])
  return {
    isLoaded: data !== undefined,
    error: saving.error ?? error,
    isSaving: saving.isPending,
    isChanged: changes().length > 0,
    valueOf,
    set: (key: Key, value: string) => setChanged((before) => ({ ...before, [key]: value })),
    retry: () => void refetch(),
    save: (onSaved?: () => void) =>
      saving.mutate(Object.fromEntries(changes()), {
        onSuccess: () => {
          setChanged({})
          onSaved?.()
        },
      }),
  }
}
