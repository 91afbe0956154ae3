import { z } from 'zod'
import { Done, endpoint, Id, inDesk } from '../endpoint.ts'
import { Grant, Role } from '../grants.ts'

export const Language = z.enum(['it', 'en'])
export type Language = z.infer<typeof Language>

/** A desk (sportello) of which the account is a member, and what it may do there. */
export const DeskOfAccount = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  organisation: z.string(),
  /** A desk for trying out (sportello di prova): everything in it is invented. */
  tryout: z.boolean(),
  roles: z.array(Role),
  grants: z.array(Grant),
})
export type DeskOfAccount = z.infer<typeof DeskOfAccount>

/** The signed-in account as it sees itself. `draftKey` opens the drafts kept on this device (32 bytes, base64). */
export const Me = z.object({
  accountId: Id,
  name: z.string(),
  email: z.string(),
  language: Language,
  demo: z.boolean(),
  desks: z.array(DeskOfAccount),
  draftKey: z.string(),
  /** Instant after which this session ends whatever is done. */
  endsAt: z.string(),
})
export type Me = z.infer<typeof Me>

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/session',
  access: 'public',
  summary: 'Sign in with e-mail and password',
  bodyLimit: 4_096,
  body: z.strictObject({ email: z.string().trim().min(3).max(254), password: z.string().min(1).max(1024) }),
  answer: Me,
})

export const openSession = endpoint({
  name: 'openSession',
  method: 'GET',
  path: '/session',
  access: 'account',
  summary: 'Who is signed in, and in which desks',
  answer: Me,
})

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/session',
  access: 'account',
  summary: 'Sign out of this device',
  answer: Done,
})

export const signOutEverywhere = endpoint({
  name: 'signOutEverywhere',
  method: 'DELETE',
  path: '/sessions',
  access: 'account',
  summary: 'Sign out of every device',
  answer: Done,
})

export const OwnSession = z.object({
  startedAt: z.string(),
  lastSeenAt: z.string(),
  device: z.string(),
  here: z.boolean(),
})
export type OwnSession = z.infer<typeof OwnSession>

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/sessions',
  access: 'account',
  summary: 'Where this account is signed in',
  answer: z.object({ rows: z.array(OwnSession) }),
})

export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/session/password',
  access: 'account',
  summary: 'Change the own password; every other session ends',
  body: z.strictObject({ current: z.string().min(1).max(1024), next: z.string().min(12).max(1024) }),
  answer: Done,
})

export const chooseLanguage = endpoint({
  name: 'chooseLanguage',
  method: 'PUT',
  path: '/session/language',
  access: 'account',
  summary: 'Language of the interface',
  body: z.strictObject({ language: Language }),
  answer: Done,
})

/** A colleague in the desk. */
export const Member = z.object({ accountId: Id, name: z.string(), roles: z.array(Role) })
export type Member = z.infer<typeof Member>

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/desks/:desk/members',
  access: { grant: 'member.read' },
  summary: 'Colleagues of the desk',
  params: inDesk(),
  answer: z.object({ rows: z.array(Member) }),
})
