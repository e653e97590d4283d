import { Type } from 'typebox'
import { defineJob } from '#jobs/define-job.ts'
import { keepCapabilities } from './indexer-store.ts'
import { type IndexerDeps, noteOutcomes, openIndexers } from './indexer-turns.ts'

/** Asks indexers once a day what they can do now. */
export const refreshCapabilities = defineJob({
  name: 'releases.refresh-capabilities',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 300,
  async run(deps: IndexerDeps, _payload, { signal }) {
    const opened = (await openIndexers(deps, signal)).filter((one) => 'indexer' in one)
    await Promise.all(
      opened.map(async ({ row, indexer }) => {
        const answer = await indexer.capabilities(signal)
        await noteOutcomes(deps, [{ id: row.id, requests: 1, failure: answer.ok ? undefined : answer.failure }])
        if (answer.ok) await deps.transaction((trx) => keepCapabilities(trx, row.id, answer.value, deps.clock))
      }),
    )
    return { indexers: opened.length }
  },
})
