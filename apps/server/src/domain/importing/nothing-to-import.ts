import { ImportProblem } from './import-problem.ts'
import type { PickedContent } from './pick-content.ts'

type Reason = (PickedContent & { kind: 'none' })['reason']

/**
 * Why nothing can be imported from a place, and whether that may change by itself.
 * @param pathThere what its download client calls the place; undefined where no client has it
 */
export function nothingToImport(
  path: string,
  pathThere: string | undefined,
  reason: Exclude<Reason, 'archive'>,
): ImportProblem {
  if (reason === 'missing') {
    const there = pathThere === undefined ? '' : ` The download client calls it ${pathThere}.`
    const advice = 'Check the path mapping of the download client.'
    return new ImportProblem('later', `the path does not exist on this server: ${path}.${there} ${advice}`)
  }
  if (reason === 'unfinished') return new ImportProblem('later', `the files in ${path} are not complete yet`)
  if (reason === 'empty') return new ImportProblem('again', `no book files in ${path}`)
  return noBook(reason)
}

/** Why nothing of what archives hold can be imported: what is in them does not change by itself. */
export function nothingInArchive(path: string, reason: Reason): ImportProblem {
  if (reason === 'video' || reason === 'program') return noBook(reason)
  if (reason === 'archive') {
    return new ImportProblem(
      'person',
      `${path} holds archives inside of archives. Unpack them by hand, then try again.`,
    )
  }
  return new ImportProblem('person', `the archives in ${path} hold no book`)
}

function noBook(reason: 'video' | 'program'): ImportProblem {
  const what = reason === 'video' ? 'a film' : 'a program'
  return new ImportProblem('person', `the download is ${what} and no book`, { isFake: true })
}
