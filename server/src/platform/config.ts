import { z } from 'zod'
import type { MailSettings } from './mail.ts'
import type { ScannerSettings } from './scanner.ts'

/** Without TLS a mail and a password would be read on the way. */
const onThisMachine = /^smtp:\/\/([^@/]*@)?(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/

/** `host:port`; an address of IPv6 stands in brackets, which the network does not know. */
function scannerAt(text: string): ScannerSettings {
  const colon = text.lastIndexOf(':')
  return { host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) }
}

/** What `serve` needs from its environment. Each wrong value is told in one line. */
const Environment = z.object({
  VARCO_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  VARCO_PLATFORM_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  VARCO_KEY_FILE: z.string().min(1),
  VARCO_ORIGIN: z.url({ protocol: /^https?$/ }).refine((origin) => new URL(origin).origin === origin),
  VARCO_PORT: z.coerce.number().int().min(1).max(65_535).default(8080),
  VARCO_HOST: z.string().min(1).default('127.0.0.1'),
  VARCO_IDLE_MINUTES: z.coerce.number().int().min(5).max(720).default(60),
  VARCO_SESSION_HOURS: z.coerce.number().int().min(1).max(24).default(12),
  VARCO_CEILING: z.coerce.number().int().min(100).max(1_000_000).default(6_000),
  VARCO_TRUSTED_PROXY: z.string().min(1).optional(),
  VARCO_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .refine((url) => url.startsWith('smtps:') || onThisMachine.test(url))
    .optional(),
  VARCO_MAIL_FROM: z.email().optional(),
  VARCO_CLAMD: z
    .string()
    .regex(/^([a-zA-Z0-9.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/)
    .transform((text) => scannerAt(text))
    .refine(({ port }) => port >= 1 && port <= 65_535)
    .optional(),
})
export type Environment = z.infer<typeof Environment>

/** The demonstration hands mails to a server on this machine alone: its addresses are invented. */
export function mailOfDemo(env: Record<string, string | undefined>, origin: string): MailSettings | undefined {
  const { VARCO_SMTP_URL: url, VARCO_MAIL_FROM: from } = env
  return url && from && onThisMachine.test(url) ? { url, from, origin } : undefined
}

const remedies: Record<keyof Environment, string> = {
  VARCO_DATABASE_URL: 'the address of the database for the application role: postgresql://varco_app:…@host:5432/varco',
  VARCO_PLATFORM_URL:
    'the address of the database for the platform role: postgresql://varco_platform:…@host:5432/varco',
  VARCO_KEY_FILE: 'the path of the key file (make one with: npm run -s varco -- key --new FILE)',
  VARCO_ORIGIN: 'the address that people type, without a path: https://varco.example.it',
  VARCO_PORT: 'a port from 1 to 65535',
  VARCO_HOST: 'the address to listen on: 127.0.0.1 behind a reverse proxy',
  VARCO_IDLE_MINUTES: 'minutes without a touch after which a session ends, 5 to 720',
  VARCO_SESSION_HOURS: 'hours after which a session ends in any case, 1 to 24',
  VARCO_CEILING: 'requests a minute from one network address, 100 to 1000000',
  VARCO_TRUSTED_PROXY: 'the address of the reverse proxy whose X-Forwarded-For is believed: 127.0.0.1',
  VARCO_SMTP_URL: 'the mail server: smtps://user:password@host:465 (smtp:// on 127.0.0.1 or localhost alone)',
  VARCO_MAIL_FROM: 'the address that mails come from: varco@example.it',
  VARCO_CLAMD: 'where clamd listens, which looks through files: 127.0.0.1:3310',
}

export class ConfigError extends Error {}

/** Reads the environment; throws a ConfigError with one line per wrong or missing value, never repeating a value. */
export function readEnvironment(env: Record<string, string | undefined>): Environment {
  const parsed = Environment.safeParse(env)
  if (parsed.success) {
    if (
      !parsed.data.VARCO_ORIGIN.startsWith('https:') &&
      !/^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(parsed.data.VARCO_ORIGIN)
    )
      throw new ConfigError('VARCO_ORIGIN must begin with https:// (only 127.0.0.1 and localhost may do without)')
    if (!parsed.data.VARCO_SMTP_URL !== !parsed.data.VARCO_MAIL_FROM)
      throw new ConfigError('VARCO_SMTP_URL and VARCO_MAIL_FROM go together: both for sending mails, none for not')
    return parsed.data
  }
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof Environment))]
  throw new ConfigError(
    names
      .map((name) => `${name} is ${env[name] === undefined ? 'missing' : 'not right'}: ${remedies[name]}`)
      .join('\n'),
  )
}
