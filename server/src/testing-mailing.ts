import { type TestSmtp, testSmtp } from './platform/testing-smtp.ts'
import { type TestServer, testServer } from './testing.ts'

export type Form = Record<string, string>

/** A server that mails, with the mail server that takes it, and strangers who open the links that were mailed. */
export class Mailing {
  server!: TestServer
  smtp!: TestSmtp
  readonly lines: string[] = []
  #callers = 0

  protected async listen(): Promise<void> {
    const note = (...what: unknown[]) => void this.lines.push(JSON.stringify(what))
    this.smtp = await testSmtp()
    this.server = await testServer({
      log: { info: note, error: note } as never,
      // Days go by here, and nobody signs in anew.
      idleMinutes: 10_000_000,
      absoluteHours: 1_000_000,
      mail: { url: `smtp://127.0.0.1:${this.smtp.port}`, from: 'varco@varco.test', origin: 'https://varco.test' },
    })
  }

  async end(): Promise<void> {
    await this.server?.close()
    await this.smtp?.close()
  }

  /** Each call comes from an address of its own: one alone may come thirty times a minute. */
  #address = () => `10.0.${this.#callers >> 8}.${this.#callers++ & 255}`

  protected visit(url: string, headers: Record<string, string> = {}) {
    return this.server.request({ method: 'GET', url, headers, remoteAddress: this.#address() })
  }

  /** Sends the form of a page, as a browser does that tells nobody where it stands: with no header of ours. */
  protected sendForm(url: string, form: Form, headers: Record<string, string>) {
    return this.server.request({
      method: 'POST',
      url,
      remoteAddress: this.#address(),
      headers: {
        'x-varco': '',
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'null',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      payload: new URLSearchParams(form).toString(),
    })
  }
}
