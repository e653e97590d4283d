import type { Rolldown } from 'vite'

type Modules = Rolldown.ChunkingContext

/**
 * What the app begins with stands in one file, and what the page that shows a book needs of it in one beside: in a
 * hundred files, as they would be where every part has other users, the same compresses a seventh worse.
 * What several readers of books share is one file too: fetching it in twenty takes a phone longer than running it.
 * @param app the module that the app begins with
 * @param reader the one of the page that shows a book
 * @param bookReaders those that show books of one kind each
 */
export function startingChunks(
  app: string,
  reader: string,
  bookReaders: readonly string[],
): Rolldown.CodeSplittingGroup[] {
  const startsApp = reachedFrom(app, heads)
  // A reader is fetched as soon as its page is there, so that what it needs counts with the page.
  const isOfReader = reachedFrom(reader, headsAndLater)
  // A beginning stays alone: a part that is fetched later and found something of its own there would begin again.
  const isStart = (id: string, modules: Modules) => id !== app && startsApp(id, modules)
  const shared = (id: string, modules: Modules) => isStart(id, modules) && isOfReader(id, modules)
  const ofReaders = bookReaders.map((one) => reachedFrom(one, heads))
  const isOfReaders = (id: string, modules: Modules) =>
    !bookReaders.includes(id) && ofReaders.filter((reaches) => reaches(id, modules)).length > 1
  return [
    // What a module imports comes along, unless it is in a group of higher priority.
    { name: (id, modules) => (shared(id, modules) ? 'shared' : null), tags: ['$initial'], priority: 1 },
    { name: (id, modules) => (isStart(id, modules) ? 'library' : null), tags: ['$initial'] },
    { name: (id, modules) => (isOfReaders(id, modules) ? 'reading' : null) },
  ]
}

const heads = ({ importedIds }: Rolldown.ModuleInfo) => importedIds
const headsAndLater = ({ importedIds, dynamicallyImportedIds }: Rolldown.ModuleInfo) => [
  ...importedIds,
  ...dynamicallyImportedIds,
]

function reachedFrom(start: string, next: (module: Rolldown.ModuleInfo) => readonly string[]) {
  let reached: Set<string> | undefined
  return (id: string, modules: Modules): boolean => {
    if (!reached) {
      reached = new Set([start])
      for (const one of reached) {
        const module = modules.getModuleInfo(one)
        for (const other of module ? next(module) : []) reached.add(other)
      }
    }
    return reached.has(id)
  }
}
