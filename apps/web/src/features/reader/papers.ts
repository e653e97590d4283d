export const paperNames = ['light', 'sepia', 'dark', 'black', 'ink', 'own'] as const
/** `ink` is for electronic ink: nothing but black and white, and nothing that moves. */
export type PaperName = (typeof paperNames)[number]

export interface Paper {
  scheme: 'light' | 'dark'
  background: string
  ink: string
  link: string
}

export const papers: Record<Exclude<PaperName, 'own'>, Paper> = {
  light: { scheme: 'light', background: '#fdfcfa', ink: '#1b1a18', link: '#1d5f4e' },
  sepia: { scheme: 'light', background: '#f4ead6', ink: '#43351f', link: '#6b4a12' },
  dark: { scheme: 'dark', background: '#131412', ink: '#d6d3cb', link: '#74c5a9' },
  black: { scheme: 'dark', background: '#000000', ink: '#b8b5ae', link: '#74c5a9' },
  ink: { scheme: 'light', background: '#ffffff', ink: '#000000', link: '#000000' },
}

/** Paper of colours that the reader chose. */
export function ownPaper(background: string, ink: string): Paper {
  const scheme = luminance(background) < luminance(ink) ? 'dark' : 'light'
  return { scheme, background, ink, link: ink }
}

/** How well letters stand out from their paper, 1 to 21, as the accessibility guidelines count it. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** @param color as `#rrggbb` */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
