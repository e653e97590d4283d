import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ConfiguredClient } from './client-store.ts'
import type { CategoryFolder, ClientProbe } from './download-client.ts'
import { isAtOrBelow, mapPath, readRemaps, turnedAround } from './path-remap.ts'

/** Where downloads are expected, as the environment says. */
export interface DownloadFolders {
  downloads: string
  /** Empty: as for everything else. */
  audiobookDownloads: string
  /** `from:to` between commas; counts where the client has no remap of its own that fits. */
  pathRemap: string
}

export interface PathVisibility {
  status: 'ok' | 'warning' | 'error'
  message: string
  /** As it is called here. */
  path: string
}

/** A path of a client as it is called here. */
export const pathHere = (
  path: string,
  { pathRemap }: Pick<ConfiguredClient, 'pathRemap'>,
  folders: Pick<DownloadFolders, 'pathRemap'>,
): string => mapPath(path, readRemaps(pathRemap), readRemaps(folders.pathRemap))

/** A path as it is called here, as the client calls it. */
export const pathThere = (
  path: string,
  { pathRemap }: Pick<ConfiguredClient, 'pathRemap'>,
  folders: Pick<DownloadFolders, 'pathRemap'>,
): string => mapPath(path, turnedAround(readRemaps(pathRemap)), turnedAround(readRemaps(folders.pathRemap)))

/** The categories that are used, each once. */
export const categoriesOf = ({ category, categoryAudiobook }: ConfiguredClient): string[] => [
  ...new Set([category, categoryAudiobook || category]),
]

/** Whether what a client finishes can be seen from here; the worst of its categories. Undefined where it tells no folder. */
export async function visibilityOf(
  { folders: told }: ClientProbe,
  client: Pick<ConfiguredClient, 'pathRemap'>,
  folders: DownloadFolders,
): Promise<PathVisibility | undefined> {
  const seen = await Promise.all(told.map((folder) => look(folder, client, folders)))
  const known = seen.filter((one) => one !== undefined)
  return known.find(({ status }) => status === 'error') ?? known.find(({ status }) => status === 'warning') ?? known[0]
}

async function look(
  { category, isKnown, path }: CategoryFolder,
  client: Pick<ConfiguredClient, 'pathRemap'>,
  folders: DownloadFolders,
): Promise<PathVisibility | undefined> {
  if (path === undefined) return undefined
  const here = pathHere(path, client, folders)
  if (!isKnown) return { status: 'warning', message: `the client has no category "${category}"`, path: here }
  if (await isReadableFolder(here)) return { status: 'ok', message: 'the folder can be read', path: here }
  if (isOfCategory(here, category) && (await isReadableFolder(dirname(here)))) {
    return { status: 'ok', message: 'the folder is made with the first download', path: here }
  }
  const told = here === path ? here : `${here} (${path} in the client)`
  return { status: 'error', message: `${told} cannot be read here: check the volumes and the path remap`, path: here }
}

/** Clients make the folder of a category when they need it; every other folder is there, or it is called something else here. */
const isOfCategory = (path: string, category: string) => category !== '' && path.endsWith(`/${category}`)

/** What is wrong with the folders of a client; undefined where nothing is. */
export async function troubleWithFolders(
  { folders: told }: ClientProbe,
  client: Pick<ConfiguredClient, 'pathRemap'>,
  folders: DownloadFolders,
): Promise<string | undefined> {
  for (const { category, isKnown, path } of told) {
    if (!isKnown) return `the client has no category "${category}"`
    if (path === undefined) continue
    const here = pathHere(path, client, folders)
    if (isExpected(here, folders) || (await isReadableFolder(here))) continue
    return `"${category}" saves to ${here}, which is not below ${folders.downloads}`
  }
  return undefined
}

const isExpected = (path: string, { downloads, audiobookDownloads }: DownloadFolders) =>
  isAtOrBelow(path, downloads) || (audiobookDownloads !== '' && isAtOrBelow(path, audiobookDownloads))

const isReadableFolder = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.R_OK | constants.X_OK)
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
