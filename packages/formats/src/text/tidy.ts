/** Overrides and embeddings of the writing direction, which would turn round the text beside them, and letters nobody sees. */
const DECEPTIVE = /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad]/g
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
const SPACES = /[\s\u2028\u2029\u0085]+/g
const PLAIN = /^[!-~\u00a1-\u00ac\u00ae-\u04ff\u3040-\ud7ff]+(?: [!-~\u00a1-\u00ac\u00ae-\u04ff\u3040-\ud7ff]+)*$/

/** One line of text: white space collapsed, nothing invisible in it, at most `longest` characters. Empty becomes null. */
export function tidyLine(text: string | null | undefined, longest = 1000): string | null {
  if (!text) return null
  const bounded = text.length > longest * 4 ? text.slice(0, longest * 4) : text
  if (bounded.length <= longest && PLAIN.test(bounded)) return bounded
  const line = bounded
    .toWellFormed()
    .replace(SPACES, ' ')
    .replace(DECEPTIVE, '')
    .replace(CONTROLS, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  return shorten(line, longest) || null
}

/** Text of several lines: line breaks stay. */
export function tidyText(text: string | null | undefined, longest = 200_000): string | null {
  if (!text) return null
  const bounded = text.length > longest * 2 ? text.slice(0, longest * 2) : text
  const tidy = bounded
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(DECEPTIVE, '')
    .replace(CONTROLS, '')
    .trim()
  return shorten(tidy, longest) || null
}

/** Cuts at the limit without leaving half a character behind. */
function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text
  return text
    .slice(0, longest)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()
}
