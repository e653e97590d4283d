/** The languages that the app speaks, under the names that their speakers give them. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

const KEY = 'colophon.language'

export const isLanguage = (code: string | null | undefined): code is Language =>
  code !== null && code !== undefined && Object.hasOwn(languages, code)

/** What was chosen in this browser; nothing where the browser's own languages decide. */
export function chosenLanguage(): Language | undefined {
  const kept = localStorage.getItem(KEY)
  return isLanguage(kept) ? kept : undefined
}

export function keepLanguage(language: Language | undefined): void {
  if (language) localStorage.setItem(KEY, language)
  else localStorage.removeItem(KEY)
}

/**
 * The language of the app and the region whose dates and numbers it writes: the chosen language, or the first of the
 * person's languages that the app speaks. Somebody with `de-AT` reads German and Austrian dates.
 */
export function localeFor(chosen: Language | undefined, preferred: readonly string[]): string {
  const spoken = preferred.filter((tag) => isLanguage(languageOf(tag)))
  if (!chosen) return spoken[0] ?? 'en'
  return spoken.find((tag) => languageOf(tag) === chosen) ?? chosen
}

/** `de` of `de-AT`. */
export const languageOf = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? ''
