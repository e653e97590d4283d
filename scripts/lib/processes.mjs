import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

const RELAYED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']

/**
 * Runs a program to its end with our own input and output, handing on the signals that we get.
 * @returns its exit code; 128 + n when a signal ended it, as shells count
 */
export function follow(file, args, { env = process.env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: 'inherit' })
    const relay = (signal) => child.kill(signal)
    // A terminal sends Ctrl-C to the whole group, so the child has had that one already.
    const wait = () => {}
    for (const signal of RELAYED) process.on(signal, signal === 'SIGINT' && process.stdin.isTTY ? wait : relay)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const name of RELAYED) process.removeAllListeners(name)
      resolve(signal ? 128 + (signalNumbers[signal] ?? 1) : (code ?? 1))
    })
  })
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }

/** Runs a program silently. Gives its exit code and what it printed on both channels. */
export function capture(file, args, { env = process.env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (piece) => {
      output += piece
    })
    child.stderr.on('data', (piece) => {
      output += piece
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
