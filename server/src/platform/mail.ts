import { Message, SMTPClient, SMTPError, SMTPErrorStates } from 'emailjs'

export type MailSettings = {
  /** `smtps://user:password@host:465`; `smtp://` on this machine alone. */
  url: string
  from: string
  /** Address of the product, for the links in mails. */
  origin: string
  /** Milliseconds for one mail, from the first packet to the last. */
  deadline?: number
}

/** What goes out: fixed texts, made by whoever knows them. */
export type Letter = { id: string; to: string; subject: string; text: string; html: string }

/** Why a letter did not go: `refused` for good, the others may be tried again. */
export type PostProblem = 'refused' | 'busy' | 'unreachable' | 'insecure' | 'sign-in' | 'timeout'

export type Post = { origin: string; send(letter: Letter): Promise<PostProblem | null> }

const DEADLINE = 20_000

/** TLS from the first byte, with the certificate checked; on this machine without. */
function serverOf({ url, deadline = DEADLINE }: MailSettings) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (secure ? 465 : 25)),
    ssl: secure,
    timeout: deadline,
    // The name of this machine is nobody's business.
    domain: 'varco.invalid',
    ...(username && { user: decodeURIComponent(username), password: decodeURIComponent(password) }),
  }
}

/** The way out for mails. A connection for each: there are few, and none is left open. */
export function openPost(settings: MailSettings): Post {
  const server = serverOf(settings)
  const { from, origin, deadline = DEADLINE } = settings
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    origin,
    send: ({ id, to, subject, text, html }) =>
      new Promise((resolve) => {
        const client = new SMTPClient(server)
        const end = (problem: PostProblem | null) => {
          clearTimeout(late)
          if (problem === null) client.smtp.quit(() => client.smtp.close(true))
          else client.smtp.close(true)
          resolve(problem)
        }
        const late = setTimeout(() => end('timeout'), deadline)
        const message = new Message({
          from,
          to,
          subject,
          'mime-version': '1.0',
          'content-type': 'multipart/alternative; boundary="varco"',
          text: bodyOf(text, html),
          // The same each time it is tried: a server, or a reader, can tell that it is one message.
          'message-id': `<${id}@${domain}>`,
          'auto-submitted': 'auto-generated',
        })
        client.send(message, (error) => end(error ? problemOf(error) : null))
      }),
  }
}

function problemOf(error: Error & { code?: unknown }): PostProblem {
  if (!(error instanceof SMTPError)) return /CERT|TLS|SSL/.test(String(error.code)) ? 'insecure' : 'unreachable'
  if (error.code === SMTPErrorStates.TIMEDOUT) return 'timeout'
  if (error.code === SMTPErrorStates.AUTHFAILED || error.code === SMTPErrorStates.AUTHNOTSUPPORTED) return 'sign-in'
  if (error.code !== SMTPErrorStates.BADRESPONSE)
    return error.previous instanceof Error ? problemOf(error.previous) : 'unreachable'
  return /^5\d\d/.test(String(error.smtp)) ? 'refused' : 'busy'
}

/** Both forms in base64: the library would send letters beyond ASCII as they are, and call it seven bits. */
const bodyOf = (text: string, html: string): string => [...[text, html].map(partOf), '--varco--'].join('\r\n')

const partOf = (words: string, at: number): string =>
  [
    '--varco',
    `Content-Type: text/${at === 0 ? 'plain' : 'html'}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(words)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
  ].join('\r\n')
