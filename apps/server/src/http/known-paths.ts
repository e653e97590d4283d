/** Which methods a path has, for paths that no route took: 405 with `Allow`, or nothing is there. */
export interface KnownPaths {
  /** @returns the methods of the endpoint at this path, or undefined where there is none */
  methodsAt(path: string): string[] | undefined
}

interface Bound {
  readonly path: string
  readonly method: string
  readonly hasHead?: boolean
}

interface Node {
  fixed: Map<string, Node>
  parameter?: Node
  methods: string[]
}

const segments = (path: string) => path.split('/').slice(1)
const leaf = (): Node => ({ fixed: new Map(), methods: [] })

/** A tree by segments; a fixed segment wins over a parameter, as in the router. */
export function knownPaths(endpoints: readonly Bound[]): KnownPaths {
  const root = leaf()
  for (const { path, method, hasHead } of endpoints) {
    let node = root
    for (const segment of segments(path)) {
      let next = segment.startsWith(':') ? node.parameter : node.fixed.get(segment)
      if (!next) {
        next = leaf()
        if (segment.startsWith(':')) node.parameter = next
        else node.fixed.set(segment, next)
      }
      node = next
    }
    node.methods.push(method, ...(hasHead ? ['HEAD'] : []))
  }

  const find = (node: Node, rest: string[]): Node | undefined => {
    const [segment, ...more] = rest
    if (segment === undefined) return node.methods.length > 0 ? node : undefined
    const fixed = node.fixed.get(segment)
    return (fixed && find(fixed, more)) ?? (node.parameter && segment !== '' ? find(node.parameter, more) : undefined)
  }
  return { methodsAt: (path) => find(root, segments(path.replace(/\/$/, '')))?.methods }
}

/**
 * Fixed paths that the router would take for something with an id: `GET /api/books/upload` for the book `upload`.
 * @returns path and method of each
 */
export function shadowedPaths(endpoints: readonly Bound[]): { path: string; method: string }[] {
  const methodsOf = Map.groupBy(endpoints, ({ path }) => path)
  const fixed = [...methodsOf.keys()].filter((path) => !path.includes(':'))
  return fixed.flatMap((path) => {
    const own = new Set(methodsOf.get(path)?.map(({ method }) => method))
    const others = endpoints.filter((one) => !own.has(one.method) && one.path.includes(':') && fits(one.path, path))
    return [...new Set(others.map(({ method }) => method))].map((method) => ({ path, method }))
  })
}

function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [segments(pattern), segments(path)]
  return (
    wanted.length === given.length && wanted.every((segment, at) => segment.startsWith(':') || segment === given[at])
  )
}
