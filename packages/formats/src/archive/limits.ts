/** What an archive of books may unpack to. Audiobooks of 40 hours are smaller; what is larger is a film or an attack. */
export const UNPACK_LIMITS = {
  entries: 10_000,
  bytes: 2 * 1024 * 1024 * 1024,
  /** Packed so well that it is no book, where it is more than a few pages. */
  ratio: 200,
  ratioFrom: 1024 * 1024,
}
