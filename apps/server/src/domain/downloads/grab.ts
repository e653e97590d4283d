import { acquiredBookOrThrow } from '#domain/monitoring/acquired-books.ts'
import { clientsFor } from '#domain/releases/choose-client.ts'
import { formatsAmong, type Slot, slotOfFormat } from '#domain/releases/formats.ts'
import type { Protocol } from '#domain/releases/release.ts'
import { invalid } from '#kernel/errors.ts'
import { foldedWords } from '#kernel/text.ts'
import { withoutKey } from '#kernel/without-key.ts'
import { claimGuid, refuseKnown } from './claim-guid.ts'
import { type ConfiguredClient, listClients } from './client-store.ts'
import { protocolOf } from './download-client.ts'
import { type DownloadRow, downloadOrThrow } from './download-store.ts'
import type { GrabDeps, GrabRequest } from './grab-request.ts'
import { handOver } from './hand-over.ts'
import { indexerFor } from './indexer-files.ts'

/**
 * Hands a release to a download client. The row is there before the client is asked, so that nothing is lost between the two;
 * where no client takes it, the row stays as a failure.
 * @returns the row, as it is afterwards
 * @throws `invalid` where something is missing, its address may not be called, or no client is set up; `not-found` for the book;
 * `conflict` where it was grabbed already; `bad-gateway` where it cannot be fetched or is refused
 */
export async function grab(deps: GrabDeps, request: GrabRequest, signal?: AbortSignal): Promise<DownloadRow> {
  if (request.guid === '') throw invalid('grab.guid', 'guid is required')
  if (request.url === '') throw invalid('grab.url', 'nzbUrl is required')
  checkLink(request.url)
  await refuseKnown(deps.db, request.guid)
  const book = request.bookId === null ? undefined : await acquiredBookOrThrow(deps.db, request.bookId)
  const formats = formatsAmong(foldedWords(request.title))
  const slot = request.slot ?? slotIn(formats) ?? (book?.media_type === 'audiobook' ? 'audiobook' : 'ebook')
  const clients = await usableClients(deps, request.protocol, slot)
  const indexer = await indexerFor(deps.db, request)
  const id = await deps.transaction((trx, emit) =>
    claimGuid(trx, emit, {
      ...request,
      url: withoutKey(request.url),
      indexerId: indexer?.id ?? null,
      slot,
      quality: formats[0] ?? '',
      ownerId: request.userId || (book?.owner_user_id ?? null),
      now: deps.clock.now(),
    }),
  )
  await handOver(deps, { id, request, slot, clients, indexer }, signal)
  return downloadOrThrow(deps.db, id)
}

/**
 * The clients that may be tried, the best first.
 * @throws `invalid` with the words by which pages know that a client has to be set up first
 */
export async function usableClients(
  { db, secrets }: Pick<GrabDeps, 'db' | 'secrets'>,
  protocol: Protocol,
  slot: Slot,
): Promise<ConfiguredClient[]> {
  const all = await listClients(db, secrets)
  const choices = all.map((client) => ({
    ...client,
    protocol: protocolOf(client.type),
    isHealthy: client.health?.status !== 'error',
  }))
  const usable = clientsFor(choices, protocol, slot)
  if (usable.length === 0) throw invalid('grab.no-client', `no enabled ${protocol} download client configured`)
  return usable
}

/** What is sure without asking anybody; where a name leads is judged when it is called. */
function checkLink(link: string): void {
  if (/^magnet:/i.test(link)) return
  if (!URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol)) {
    throw invalid('outbound.refused', 'url not allowed: only http, https and magnet links are taken')
  }
}

function slotIn(formats: readonly string[]): Slot | undefined {
  const [first] = formats
  return first === undefined ? undefined : slotOfFormat(first)
}
