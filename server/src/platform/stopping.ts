/**
 * Runs `stop` once, on Ctrl-C, SIGTERM, SIGHUP or a closed output pipe, then ends the process. A second Ctrl-C does not
 * cut it short: what it waits for is writing to disk.
 */
export function stopOnSignals(stop: () => Promise<void>): (exitCode: number) => void {
  let stopping = false
  const end = (exitCode: number) => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(exitCode),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => end(0))
  return end
}
