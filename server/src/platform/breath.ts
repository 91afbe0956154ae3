import { setImmediate as nextTurn } from 'node:timers/promises'

const LONGEST_MS = 15

/**
 * Lets everybody else's requests come in between, wherever work has held the one thread for some milliseconds. By time and
 * not by what was done: how much work a row is, whoever made the file decides.
 */
export function breathing(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < LONGEST_MS) return
    await nextTurn()
    since = performance.now()
  }
}
