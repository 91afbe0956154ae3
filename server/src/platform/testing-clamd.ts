import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

export type TestScanner = {
  host: string
  port: number
  /** What each call brought, in its order. */
  seen: Buffer[]
  /** What it says to the next ones: as clamd does, nothing at all, or what is given. */
  says: 'what-it-found' | 'nothing' | string
  /** Ends every talk that is under way, without a word. */
  hangUp(): void
  close(): Promise<void>
}

/** What it finds, beside nothing. */
export const HARM = 'this-is-harmful'
export const HARM_NAME = 'Test.Harm-1'

/** A server that speaks what clamd speaks (`zINSTREAM`), on this machine. */
export async function testScanner(port = 0): Promise<TestScanner> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    let waiting = Buffer.alloc(0)
    let begun = false
    const parts: Buffer[] = []
    socket.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes])
      if (!begun) {
        const end = waiting.indexOf(0)
        if (end < 0) return
        if (waiting.toString('latin1', 0, end) !== 'zINSTREAM') return socket.end('UNKNOWN COMMAND\0')
        begun = true
        waiting = waiting.subarray(end + 1)
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE(0)
        if (length === 0) return answer(socket, Buffer.concat(parts))
        if (waiting.length < 4 + length) return
        parts.push(Buffer.from(waiting.subarray(4, 4 + length)))
        waiting = waiting.subarray(4 + length)
      }
    })
  })
  const answer = (socket: Socket, bytes: Buffer) => {
    scanner.seen.push(bytes)
    if (scanner.says === 'nothing') return
    if (scanner.says !== 'what-it-found') return socket.end(scanner.says)
    socket.end(bytes.includes(HARM) ? `stream: ${HARM_NAME} FOUND\0` : 'stream: OK\0')
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const scanner: TestScanner = {
    host: '127.0.0.1',
    port: (server.address() as { port: number }).port,
    seen: [],
    says: 'what-it-found',
    hangUp() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      scanner.hangUp()
      server.close()
      await once(server, 'close')
    },
  }
  return scanner
}
