import { parseArgs } from 'node:util'

export interface BenchOptions {
  /** Names of figures; empty: all of them. */
  only: string[]
  /** Small sizes and few requests: shows that everything runs, not how fast it is. */
  isQuick: boolean
  /** Also the scan of 50,000 books: 10 GB of disk, some minutes. */
  isHuge: boolean
  /** A missed target ends with 1. */
  isStrict: boolean
  /** Sizes of the catalogues of which lists and search are measured. */
  sizes: number[]
  /** Where to put CPU profiles of the servers, if anywhere. */
  profileDir: string | undefined
}

export const usage = (names: string[]) => `Usage: npm run bench -- [OPTION…]
  --only NAME,NAME     only these figures: ${names.join(', ')}
  --sizes N,N          sizes of the catalogues for lists, search and book page (5000,100000,500000)
  --quick              small sizes and few requests
  --huge               also the first scan of 50,000 EPUBs (10 GB of disk)
  --strict             end with 1 when a target is missed
  --profile FOLDER     write CPU profiles of the servers there
`

/** @throws where an option is unknown or makes no sense */
export function readOptions(args: string[], names: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: '' },
      sizes: { type: 'string' },
      quick: { type: 'boolean', default: false },
      huge: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  })
  const only = values.only.split(',').filter(Boolean)
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`There is no figure called ${unknown.join(', ')}`)
  const sizes = (values.sizes ?? (values.quick ? '5000' : '5000,100000,500000')).split(',').map(Number)
  if (sizes.some((size) => !Number.isInteger(size) || size < 100)) throw new Error('A size is a whole number from 100')
  return {
    only,
    sizes,
    isQuick: values.quick,
    isHuge: values.huge,
    isStrict: values.strict,
    profileDir: values.profile,
  }
}
