const codes =
  'ar bg ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ko la lt lv nb nl no pl pt ro ru sk sl sr sv th tr uk vi zh'

let byName: Map<string, string> | undefined

/** The tag for a language that is written out (`English`, `deutsch`), or the text as it stands. */
export function languageTag(text: string): string {
  byName ??= readNames()
  return byName.get(text.toLowerCase()) ?? text
}

/** Not before the first audiobook: the names of that many languages take 8 MB of tables. */
function readNames(): Map<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'language' })
  return new Map(
    codes.split(' ').flatMap((code) => {
      const own = new Intl.DisplayNames(code, { type: 'language' })
      return [
        [nameIn(english, code), code],
        [nameIn(own, code), code],
      ] as const
    }),
  )
}

function nameIn(names: Intl.DisplayNames, code: string): string {
  return (names.of(code) ?? code).toLowerCase()
}
