/**
 * Stands in for TypeBox in the bundle (see build/without-schemas.ts): every schema, and whatever is asked of one, is the
 * same empty value. Nothing in the browser validates with the contract; the server does.
 */
const nothing: unknown = new Proxy(() => nothing, {
  get: (_target, key) => (key === Symbol.toPrimitive ? () => '' : nothing),
  ownKeys: () => [],
  getOwnPropertyDescriptor: () => undefined,
})

export const Type = nothing
