import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'

/** What a server does when a client has said so much: answers as it should, says something else, hangs up or goes silent. */
export type Behaviour = {
  at: 'connect' | 'MAIL' | 'RCPT' | 'DATA' | '.' | 'AUTH' | 'QUIT'
  does: 'hang' | 'die' | string
}

export type TestSmtp = {
  port: number
  /** Every mail that was taken, as it came. */
  taken: { from: string; to: string[]; raw: string }[]
  /** Set while the server runs; `null`: well behaved. */
  behaviour: Behaviour | null
  /** The next mail that is taken. */
  next(): Promise<unknown>
  close(): Promise<void>
}

/** A small SMTP server of its own on this machine (RFC 5321, AUTH PLAIN), which can also misbehave. */
export async function testSmtp(tls?: TlsOptions): Promise<TestSmtp> {
  const open = new Set<Socket>()
  const serve = (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    talk(socket, smtp, server)
  }
  const server: Server = tls ? createTlsServer(tls, serve) : createServer(serve)
  server.on('tlsClientError', () => {})
  const smtp: TestSmtp = {
    port: 0,
    taken: [],
    behaviour: null,
    next: () => once(server, 'taken'),
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  smtp.port = (server.address() as { port: number }).port
  return smtp
}

const answers: Record<string, string> = {
  connect: '220 test',
  EHLO: '250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME',
  AUTH: '235 welcome',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  '.': '250 taken',
  RSET: '250 ok',
  QUIT: '221 bye',
}

function talk(socket: Socket, smtp: TestSmtp, server: Server): void {
  let [unread, inData, mail] = ['', false, { from: '', to: [] as string[], raw: '' }]
  const say = (at: string) => {
    const odd = smtp.behaviour?.at === at ? smtp.behaviour.does : null
    if (odd === 'die') socket.destroy()
    else if (odd !== 'hang') socket.write(`${odd ?? answers[at] ?? '502 what'}\r\n`)
    return odd === null
  }
  say('connect')
  socket.on('data', (bytes) => {
    unread += bytes
    for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
      const line = unread.slice(0, end)
      unread = unread.slice(end + 2)
      if (inData && line !== '.') {
        mail.raw += `${line.replace(/^\.\./, '.')}\r\n`
        continue
      }
      const word = inData ? '.' : (line.split(' ')[0] ?? '').toUpperCase()
      inData = false
      if (word === 'MAIL') mail = { from: line, to: [], raw: '' }
      if (word === 'RCPT') mail.to.push(line)
      const asItShould = say(word)
      if (word === 'DATA') inData = asItShould
      if (word === '.' && asItShould) {
        smtp.taken.push(mail)
        server.emit('taken')
      }
      if (word === 'QUIT') socket.end()
    }
  })
}

/** The parts of a mail as they are read: plain text and html. */
export const readParts = (raw: string): string[] =>
  raw
    .split('--varco')
    .slice(1, -1)
    .map((part) => Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64').toString())
