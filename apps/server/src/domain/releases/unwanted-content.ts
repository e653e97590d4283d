const RAW_PARTS = /\.part\d+\.rar|\.vol\d+\+\d+\.par2|\.sfv\b|\byenc\b|\[\d+\/\d+\]/i
const PROGRAMS = /[.\s](?:exe|scr|msi|bat)(?![\p{L}\p{N}])/iu
const VIDEO =
  /(?<![\p{L}\p{N}])(?:(?:480|576|720|1080|2160)[pi]|[xh][. ]?26[45]|hevc|xvid|divx|web-?dl|webrip|hdtv|bdrip|brrip|dvdrip|blu-?ray|remux|s\d{2}e\d{2})(?![\p{L}\p{N}])/iu

/** Raw posts that are no release, and programs that pretend to be a book; the answer is the reason, for people. */
export function junkIn(title: string): string | undefined {
  if (RAW_PARTS.test(title)) return 'raw Usenet post'
  if (PROGRAMS.test(title)) return 'program'
  return undefined
}

/** Films and series, by their names or by the categories of the indexer; the answer is the reason, for people. */
export function nonBookIn(title: string, categories: readonly number[]): string | undefined {
  const video = VIDEO.exec(title)?.[0]
  if (video) return `video (${video})`
  const foreign = categories.find((id) => (id >= 1000 && id < 3000) || (id >= 4000 && id < 7000))
  return foreign === undefined ? undefined : `category ${foreign} holds no books`
}
