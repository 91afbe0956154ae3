import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { addDays, today } from '#model/calendar.ts'
import { Role, roles } from '#model/grants.ts'
import { newId } from '../platform/clock.ts'
import {
  auditConsole,
  type Call,
  type Command,
  CommandError,
  deskNamed,
  needed,
  type Outcome,
} from '../platform/command.ts'
import { Sessions } from '../platform/session.ts'
import { hashPassword } from './password.ts'
import { accountByEmail, addAccount, endMember, membersForConsole, savePassword, setMember } from './store.ts'

/** Sixteen letters and digits without those that look alike: about 79 bits. */
const freshPassword = () => Array.from({ length: 16 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[randomInt(31)]).join('')

function emailOf(call: Call): string {
  const email = z.email().safeParse(needed(call, 'email').toLowerCase())
  if (!email.success) throw new CommandError('console.email')
  return email.data
}

async function accountOf(call: Call) {
  const email = emailOf(call)
  const account = await accountByEmail(call.house.platform, email)
  if (!account) throw new CommandError('console.account-unknown', { email })
  return account
}

async function add(call: Call): Promise<Outcome> {
  const { house, say } = call
  const desk = await deskNamed(house, needed(call, 'desk'))
  const wanted = z.array(Role).min(1).safeParse(call.values.role)
  if (!wanted.success) throw new CommandError('console.roles', { roles: roles.join(', ') })
  const email = emailOf(call)
  const password = freshPassword()
  const known = await accountByEmail(house.platform, email)
  const account = known
    ? { id: known.id, added: false }
    : await addAccount(house.platform, {
        id: newId(),
        email,
        name: needed(call, 'name'),
        passwordHash: await hashPassword(password),
        demo: false,
        now: house.clock(),
      })
  await setMember(house.platform, desk.id, account.id, wanted.data, today(house.clock()))
  await auditConsole(house, desk.id, 'member add', 'member', account.id)
  const told = account.added ? [say('console.password', { password })] : []
  return {
    json: { desk: desk.code, email, roles: wanted.data, newAccount: account.added, ...(account.added && { password }) },
    text: [say('console.member-added', { email, desk: desk.code }), ...told],
    ok: true,
  }
}

async function remove(call: Call): Promise<Outcome> {
  const { house, say } = call
  const desk = await deskNamed(house, needed(call, 'desk'))
  const account = await accountOf(call)
  if (!(await endMember(house.platform, desk.id, account.id, addDays(today(house.clock()), -1))))
    throw new CommandError('console.not-member', { email: account.email, desk: desk.code })
  await endSessions(call, account.id)
  await auditConsole(house, desk.id, 'member remove', 'member', account.id)
  return {
    json: { desk: desk.code, email: account.email, removed: true },
    text: [say('console.member-removed', { email: account.email, desk: desk.code })],
    ok: true,
  }
}

async function password(call: Call): Promise<Outcome> {
  const account = await accountOf(call)
  const fresh = freshPassword()
  await savePassword(call.house.platform, account.id, await hashPassword(fresh))
  await endSessions(call, account.id)
  return {
    json: { email: account.email, password: fresh },
    text: [call.say('console.password', { password: fresh })],
    ok: true,
  }
}

const endSessions = ({ house }: Call, accountId: string) =>
  new Sessions(house.platform, house.clock, { idleMinutes: 60, absoluteHours: 12 }).endAll(accountId)

async function list(call: Call): Promise<Outcome> {
  const desk = await deskNamed(call.house, needed(call, 'desk'))
  const members = await membersForConsole(call.house.platform, desk.id)
  return {
    json: { desk: desk.code, members },
    text: members.map(
      (member) =>
        `${member.email.padEnd(40)} ${member.name.padEnd(28)} ${(member.roles ?? []).join(', ')}${member.until ? ` (→ ${member.until})` : ''}`,
    ),
    ok: true,
  }
}

const text = { type: 'string' } as const

/** `varco member list|add|remove|password`. */
export const memberCommand: Command = {
  options: { desk: text, email: text, name: text, role: { type: 'string', multiple: true } },
  run(call) {
    const act = call.positionals[0] ?? 'list'
    if (act === 'list') return list(call)
    if (act === 'add') return add(call)
    if (act === 'remove') return remove(call)
    if (act === 'password') return password(call)
    throw new CommandError('console.act-unknown', { act })
  },
}
