import { fileURLToPath } from 'node:url'

/**
 * Folders of the installation. The built server lies as deep as the sources (`apps/server/dist/app`), so that these
 * hold for both.
 */
export const webRoot = fileURLToPath(new URL('../../../web/dist/', import.meta.url))
export const packageFile = new URL('../../../../package.json', import.meta.url)
