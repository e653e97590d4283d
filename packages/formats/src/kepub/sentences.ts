/** Up to a stop, one closing mark at most, and the white space behind it. */
const SENTENCE = /[\s\S]*?[.!?]['"”’“…]?[ \t\n\r\f]+/y

/** Cuts text into sentences as Kobo's own books are cut (device contract D.4); joined they give the text again. */
export function sentences(text: string): string[] {
  const pieces: string[] = []
  let at = 0
  for (;;) {
    SENTENCE.lastIndex = at
    const piece = SENTENCE.exec(text)?.[0]
    if (!piece) break
    pieces.push(piece)
    at += piece.length
  }
  if (at < text.length) pieces.push(text.slice(at))
  return pieces
}

/** White space of Unicode, the no-break space included; it is not what JavaScript calls white space. */
export const isBlank = (text: string): boolean =>
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/.test(text)
