/** What an archive may ask of us. The largest honest books seen have some ten thousand entries and a few gigabytes. */
export const ZIP_LIMITS = {
  entries: 100_000,
  directoryBytes: 64 * 1024 * 1024,
  /** Together with the ratio: an archive that promises more than this and more than the ratio is a bomb. */
  suspiciousBytes: 512 * 1024 * 1024,
  suspiciousRatio: 200,
}
