import { OPDS_TYPES } from '@colophon/contract/devices/opds.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { wholeSeconds } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import { presentError } from '../errors.ts'
import { pathOf } from '../path-of.ts'
import { type PublicAddress, publicBase } from '../public-base.ts'
import { document, element, textElement } from './xml.ts'

/** Whether a path belongs to the catalogue for reading apps. */
export const isOpdsPath = (path: string): boolean => /^\/opds(\/|$)/.test(path)

const REALM = 'Basic realm="Colophon OPDS", charset="UTF-8"'
/** How long somebody is asked to wait who tried too often. */
const WAIT_SECONDS = '5'

const HEADLINES: Record<number, string> = {
  400: 'Not understood',
  404: 'Not found',
  405: 'Not possible',
  416: 'Not within the file',
  429: 'Tried too often',
  500: 'Something went wrong',
  503: 'Not available now',
}

/** How to sign in (device contract A.2), for people and for programs. */
export function authenticationDocument(base: string): object {
  return {
    id: `${base}/opds/auth`,
    title: 'Colophon',
    description: 'Sign in with your OPDS user name and password, or paste an API key as the password.',
    links: [
      { rel: 'start', href: `${base}/opds`, type: OPDS_TYPES.navigation },
      { rel: 'logo', href: `${base}/icons/any-512.png`, type: 'image/png' },
    ],
    authentication: [
      {
        type: 'http://opds-spec.org/auth/basic',
        labels: { login: 'OPDS user name', password: 'OPDS password or API key' },
      },
    ],
  }
}

/** Gives every error the form that reading apps show. */
export function answerOpdsErrors(app: FastifyInstance, address: PublicAddress): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    if (!(error instanceof DomainError)) request.log.error({ err: error }, 'a request failed')
    return sendOpdsError(error, request, reply, address)
  })
}

/** Ends a request to the catalogue with an error. */
export function sendOpdsError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  address: PublicAddress,
): FastifyReply {
  const { status, message } = refusal(error)
  if (status === 401) return askForSignIn(reply, publicBase(address, request))
  if (status === 429) reply.headers({ 'retry-after': WAIT_SECONDS, 'www-authenticate': REALM })
  return sendRefusal(request, reply, { status, message, urlBase: address.urlBase })
}

export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, message, urlBase }: { status: number; message: string; urlBase: string },
): FastifyReply {
  const path = pathOf(request.url)
  const headline = HEADLINES[status] ?? 'Not possible'
  reply.code(status).header('cache-control', 'no-store')
  if (/^\/opds\/v2(\/|$)/.test(path)) {
    const problem = { type: 'about:blank', title: headline, status, detail: message }
    return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
  }
  const type = OPDS_TYPES[isNavigation(path) ? 'navigation' : 'acquisition']
  return reply.type(`${type};charset=utf-8`).send(errorFeed(status, headline, message, urlBase))
}

const isNavigation = (path: string) => /^\/opds(\/(authors|series|lists|libraries))?\/?$/.test(path)

/**
 * What is somebody else's looks like what does not exist, and a picture that cannot be drawn is no picture.
 */
function refusal(error: unknown): { status: number; message: string } {
  const { status, message } = presentError(error)
  if (status === 403 || status === 415) return { status: 404, message: 'This file is not there, or cannot be read.' }
  if (status === 404 && message.endsWith(' not found')) {
    return {
      status,
      message: `This ${message.slice(0, -' not found'.length)} does not exist or is not shared with you.`,
    }
  }
  return { status, message }
}

/** As bytes: to a text the framework would add a charset, which the type does not know. */
export const asBytes = (json: object): Buffer => Buffer.from(JSON.stringify(json))

/** JSON, because some apps take any XML for a feed and then never ask for a password. */
function askForSignIn(reply: FastifyReply, base: string): FastifyReply {
  const type = OPDS_TYPES.authentication
  return reply
    .code(401)
    .headers({
      'www-authenticate': REALM,
      link: `<${base}/opds/auth>; rel="http://opds-spec.org/auth/document"; type="${type}"`,
      'cache-control': 'no-store',
    })
    .header('content-type', type)
    .send(asBytes({ ...authenticationDocument(base), error: 'unauthorized' }))
}

function errorFeed(status: number, headline: string, message: string, urlBase: string): string {
  const updated = textElement('updated', wholeSeconds(new Date().toISOString()))
  const entry = [
    textElement('title', headline),
    textElement('id', `urn:colophon:opds:error:${status}`),
    updated,
    textElement('content', message, { type: 'text' }),
  ]
  const content = [
    textElement('id', 'urn:colophon:opds:error'),
    textElement('title', `Colophon: ${headline.toLowerCase()}`),
    updated,
    '<author><name>Colophon</name></author>',
    element('link', { rel: 'start', type: OPDS_TYPES.navigation, href: `${urlBase}/opds` }),
    element('entry', {}, entry.join('\n')),
  ]
  return document(element('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, content.join('\n')))
}
