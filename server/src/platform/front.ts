import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** The listening socket: it answers "starting" until the house is ready, then hands every request over. */
export type Front = {
  port: number
  serve(app: FastifyInstance): Promise<void>
  /** Stops accepting and waits for what is under way, ten seconds at most. */
  close(): Promise<void>
}

function starting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '2', 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end('{"status":"starting"}')
}

export class PortTaken extends Error {}

export async function openFront(port: number, host: string): Promise<Front> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = starting
  const server: Server = createServer((request, response) => answer(request, response))
  server.requestTimeout = 60_000
  server.headersTimeout = 20_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new PortTaken(`port ${port} cannot be had (${error.code})`)
          : error,
      ),
    )
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async serve(app) {
      await app.ready()
      answer = (request, response) => app.routing(request, response)
    },
    close: () =>
      new Promise((resolve) => {
        const limit = setTimeout(() => server.closeAllConnections(), 10_000)
        server.close(() => {
          clearTimeout(limit)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
