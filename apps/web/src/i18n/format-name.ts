/** How people write the name of a format. */
export function formatName(format: string): string {
  return format === 'zip' ? 'Audio' : format.toUpperCase()
}
