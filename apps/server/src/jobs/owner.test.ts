import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { isGone, newOwner } from './owner.ts'

const owner = newOwner()
const [host = '', space = '', pid = '', start = '', random = ''] = owner.split('/')

it('is not gone while its process lives, whichever engine asks', () => {
  expect(isGone(owner)).toBe(false)
  expect(newOwner()).not.toBe(owner)
})

it('is gone once its process has ended', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  expect(isGone([host, space, child.pid, '1', random].join('/'))).toBe(true)
})

it.runIf(start !== '')('is gone when its number belongs to a later process, as after a restart in a container', () => {
  expect(isGone([host, space, pid, '1', random].join('/'))).toBe(true)
})

it('is never taken for gone from elsewhere', () => {
  expect(isGone(['another-host', space, '999999', '1', random].join('/'))).toBe(false)
  expect(isGone([host, '42', '999999', '1', random].join('/'))).toBe(false)
  expect(isGone('')).toBe(false)
})
