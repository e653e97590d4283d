const codes =
  'ar bg ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ko la lt lv nb nl no pl pt ro ru sk sl sr sv th tr uk vi zh'
const english = new Intl.DisplayNames('en', { type: 'language' })
const byName = new Map(
  codes.split(' ').flatMap(
    (code) =>
      [
        [nameIn('en', code), code],
        [nameIn(code, code), code],
      ] as const,
  ),
)

/** The tag for a language that is written out (`English`, `deutsch`), or the text as it stands. */
export function languageTag(text: string): string {
  return byName.get(text.toLowerCase()) ?? text
}

function nameIn(locale: string, code: string): string {
  const names = locale === 'en' ? english : new Intl.DisplayNames(locale, { type: 'language' })
  return (names.of(code) ?? code).toLowerCase()
}
