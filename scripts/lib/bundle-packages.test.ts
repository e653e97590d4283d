import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledNames } from '../../apps/server/src/bundled-packages.ts'
// @ts-expect-error plain JavaScript without types: any Node has to run it
import { BUNDLED, bundlePackages } from './bundle-packages.mjs'

describe('bundled packages', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'colophon-bundles-')), 'packages')
  beforeAll(() => bundlePackages(folder))
  afterAll(() => rmSync(join(folder, '..'), { recursive: true }))

  it('are those that the server looks for', () => {
    expect(BUNDLED).toEqual(bundledNames)
  })

  it.each(Object.entries(bundledNames))('offer what the package %s offers', async (name, file) => {
    const bundle = await import(/* @vite-ignore */ pathToFileURL(join(folder, `${file}.mjs`)).href)
    const original = await import(/* @vite-ignore */ name)

    expect(Object.keys(bundle).sort()).toEqual(Object.keys(original).sort())
  })
})
