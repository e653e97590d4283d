/** What a library over a folder may be called: the name of the folder, with a capital. */
export function nameForFolder(path: string): string {
  const name = path.split(/[/\\]/).filter(Boolean).at(-1) ?? ''
  return name.charAt(0).toUpperCase() + name.slice(1)
}
