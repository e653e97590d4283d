/** What can be done to many books at once in a dialogue of its own. */
export type BulkTask = 'tags' | 'series' | 'authors' | 'language' | 'library' | 'delete'
