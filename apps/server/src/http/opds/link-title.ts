/** Readers take what follows a percent sign in these for an escape. */
export const linkTitle = (title: string): string => title.replaceAll('%', '').trim() || 'Untitled'
