import {
  changePassword,
  chooseLanguage,
  listMembers,
  listSessions,
  type Me,
  openSession,
  signIn,
  signOut,
  signOutEverywhere,
} from '#model/identity/contract.ts'
import { delayAfter } from '#model/identity/rules.ts'
import type { ReadLog } from '../platform/audit.ts'
import type { House } from '../platform/door.ts'
import { Failure } from '../platform/failure.ts'
import { type Outside, outsideRoute, type Route, route } from '../platform/route.ts'
import { deviceMark, markOf, type Session, type Sessions, withMark } from '../platform/session.ts'
import { Turns } from '../platform/turns.ts'
import { hashPassword, passwordFits } from './password.ts'
import {
  accountByEmail,
  countFailure,
  failuresOf,
  forgetFailures,
  membersOfDesk,
  passwordHashOf,
  saveLanguage,
  savePassword,
} from './store.ts'

export type IdentityParts = House & {
  sessions: Sessions
  reads: ReadLog
  /** Cookie names: with the `__Host-` prefix where TLS is on. */
  cookies: { session: string; device: string; secure: boolean }
  absoluteHours: number
}

export function identityRoutes(parts: IdentityParts): Route[] {
  const { platform, sessions, cookies, clock, vault } = parts
  const deviceKey = vault.derive('device-mark', '')
  const turns = new Turns()

  const setCookie = (reply: Outside['reply'], name: string, value: string, seconds: number) =>
    reply.setCookie(name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: cookies.secure,
      maxAge: seconds,
    })

  const meOf = ({ accountId, name, email, language, demo, endsAt, desks }: Session): Me => ({
    accountId,
    name,
    email,
    language,
    demo,
    endsAt,
    desks,
    draftKey: vault.derive('draft-key', accountId).toString('base64'),
  })

  /** Refuses while the delay of this device lasts; the same whether the account exists or not. */
  async function waitOver(who: string): Promise<void> {
    const failed = await failuresOf(platform, who)
    if (!failed) return
    const left = Math.ceil((Date.parse(failed.last_at) - Date.parse(clock())) / 1_000 + delayAfter(failed.failures))
    if (left > 0) throw new Failure('too-many', { retryAfter: left })
  }

  /** One try of a password, after the one before it: many at once are no way around the delay. */
  const tryPassword = (who: string, fits: () => Promise<boolean>): Promise<void> =>
    turns.take(who, async () => {
      await waitOver(who)
      if (!(await fits())) {
        await countFailure(platform, who, clock())
        throw new Failure('wrong-credentials')
      }
      await forgetFailures(platform, who)
    })

  const noteAccess = (desk: string, accountId: string, act: string) =>
    parts.reads.add(desk, {
      at: clock(),
      actor: `account:${accountId}`,
      act,
      kind: 'read',
      record: 'session',
      record_id: null,
    })

  const here = (request: Outside['request']) => request.cookies[cookies.session]

  return [
    outsideRoute(signIn, async ({ request, reply }, { body }) => {
      const email = body.email.toLowerCase()
      const account = await accountByEmail(platform, email)
      const marks = request.cookies[cookies.device]
      const known = account && markOf(deviceKey, account.id, marks)
      const who = known ? `${email}\0device ${known}` : `${email}\0${request.ip}`
      await tryPassword(
        who,
        async () => (await passwordFits(account?.password_hash, body.password)) && !account?.disabled_at,
      )
      if (!account) throw new Failure('wrong-credentials')
      const old = here(request)
      if (old) await sessions.end(old)
      const id = await sessions.start(account.id, deviceName(request.headers['user-agent']))
      setCookie(reply, cookies.session, id, parts.absoluteHours * 3_600)
      if (!known) setCookie(reply, cookies.device, withMark(marks, deviceMark(deviceKey, account.id)), 365 * 86_400)
      const session = await sessions.find(id)
      if (!session) throw new Failure('wrong-credentials')
      // Each desk of the account sees in its register that somebody came in.
      for (const desk of session.desks) await noteAccess(desk.id, account.id, 'signIn')
      return meOf(session)
    }),
    outsideRoute(openSession, async ({ session }) => meOf(session as Session)),
    outsideRoute(signOut, async ({ request, reply }) => {
      await sessions.end(here(request) as string)
      setCookie(reply, cookies.session, '', 0)
      return { done: true as const }
    }),
    outsideRoute(signOutEverywhere, async ({ reply, session }) => {
      await sessions.endAll((session as Session).accountId)
      setCookie(reply, cookies.session, '', 0)
      return { done: true as const }
    }),
    outsideRoute(listSessions, async ({ session }) => {
      const { accountId, idHash } = session as Session
      const rows = await sessions.ofAccount(accountId)
      return {
        rows: rows.map((row) => ({
          startedAt: row.started_at,
          lastSeenAt: row.last_seen_at,
          device: row.device,
          here: row.id_hash.equals(idHash),
        })),
      }
    }),
    outsideRoute(changePassword, async ({ session }, { body }) => {
      const { accountId, idHash } = session as Session
      const { password_hash } = await passwordHashOf(platform, accountId)
      await tryPassword(`change\0${accountId}`, () => passwordFits(password_hash, body.current))
      await savePassword(platform, accountId, await hashPassword(body.next))
      for (const desk of (session as Session).desks) await noteAccess(desk.id, accountId, 'changePassword')
      await sessions.endAll(accountId, idHash)
      return { done: true as const }
    }),
    outsideRoute(chooseLanguage, async ({ session }, { body }) => {
      await saveLanguage(platform, (session as Session).accountId, body.language)
      sessions.forget()
      return { done: true as const }
    }),
    route(listMembers, async (at) => ({ rows: await membersOfDesk(at) })),
  ]
}

/** "Firefox, Linux": enough to recognise an own device, nothing more is kept. */
function deviceName(agent = ''): string {
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : 'Browser'
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(', ')
}
