import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { fateOf, newOwner } from './owner.ts'

const owner = newOwner()
const [host = '', space = '', pid = '', start = '', random = ''] = owner.split('/')

it('is alive while its process lives, whichever engine asks', () => {
  expect(fateOf(owner)).toBe('alive')
  expect(newOwner()).not.toBe(owner)
})

it('is gone once its process has ended', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  expect(fateOf([host, space, child.pid, '1', random].join('/'))).toBe('gone')
})

it.runIf(start !== '')('is gone when its number belongs to a later process, as after a restart in a container', () => {
  expect(fateOf([host, space, pid, '1', random].join('/'))).toBe('gone')
})

it('is never taken for gone from elsewhere', () => {
  expect(fateOf(['another-host', space, '999999', '1', random].join('/'))).toBe('unknown')
  expect(fateOf([host, '42', '999999', '1', random].join('/'))).toBe('unknown')
  expect(fateOf('')).toBe('unknown')
})
