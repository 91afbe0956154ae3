import { createConnection, type Socket } from 'node:net'

export type ScannerSettings = { host: string; port: number }

/** Looks through bytes for what harms a machine: the name of what was found, or `null`. Throws where nobody answers. */
export type Scanner = (parts: AsyncIterable<Buffer>) => Promise<string | null>

/** No step takes longer: whoever looks through 50 MB answers well before. */
const STEP_MS = 60_000
/** What the scanner may say: a word and a name. */
const ANSWER_MOST = 4_096

export class ScannerAway extends Error {}

/** clamd by TCP (`zINSTREAM`): pieces with their length before them, then none, then what it found. */
export const openScanner =
  ({ host, port }: ScannerSettings, stepMs = STEP_MS): Scanner =>
  async (parts) => {
    const socket = createConnection({ host, port })
    socket.setTimeout(stepMs, () => socket.destroy(new ScannerAway('the scanner takes too long')))
    const answered = answerOf(socket)
    answered.catch(() => {})
    try {
      await written(socket, Buffer.from('zINSTREAM\0'))
      for await (const part of parts) {
        const length = Buffer.alloc(4)
        length.writeUInt32BE(part.length)
        await written(socket, length)
        await written(socket, part)
      }
      await written(socket, Buffer.alloc(4))
      return foundIn(await answered)
    } catch (error) {
      throw error instanceof Error && 'syscall' in error ? new ScannerAway('the scanner is away') : error
    } finally {
      socket.destroy()
    }
  }

const written = (socket: Socket, bytes: Buffer) =>
  new Promise<void>((done, failed) => {
    socket.once('close', notTaken)
    function notTaken() {
      failed(socket.errored ?? new ScannerAway('the scanner went away'))
    }
    socket.write(bytes, (error) => {
      socket.off('close', notTaken)
      if (error) failed(error)
      else done()
    })
  })

const answerOf = (socket: Socket) =>
  new Promise<string>((done, failed) => {
    let said = ''
    socket.on('data', (bytes) => {
      said += bytes.toString('utf8')
      if (said.length > ANSWER_MOST) socket.destroy(new ScannerAway('the scanner says too much'))
    })
    socket.on('error', failed)
    socket.on('close', () => (said ? done(said) : failed(new ScannerAway('the scanner said nothing'))))
    socket.on('end', () => done(said))
  })

/** `stream: OK`, `stream: Name FOUND`, or an error, with which nothing is known of the bytes. */
function foundIn(answer: string): string | null {
  const said = answer.replace(/\0.*$/s, '').trim()
  if (said === 'stream: OK') return null
  const found = /^stream: (.{1,200}) FOUND$/.exec(said)?.[1]
  if (!found) throw new ScannerAway('the scanner did not look through it')
  return found.replace(/[^\w.:/+-]/g, '_')
}

/** The signature that every scanner knows for trying out: told here too, so that it is refused where there is none. */
const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))
export const EICAR_NAME = 'Eicar-Test-Signature'

/** Watches bytes go by for the test signature, also where two parts meet. */
export class EicarWatch {
  #before = Buffer.alloc(0)
  found = false

  see(part: Buffer): void {
    const edge = Buffer.concat([this.#before, part.subarray(0, eicar.length - 1)])
    this.found ||= part.includes(eicar) || edge.includes(eicar)
    this.#before = Buffer.from(
      part.length < eicar.length ? edge.subarray(-(eicar.length - 1)) : part.subarray(-(eicar.length - 1)),
    )
  }
}
