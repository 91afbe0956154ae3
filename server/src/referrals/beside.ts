import { sql } from 'kysely'
import { decide, partyOf } from '#model/referrals/rules.ts'
import { isHidden } from '#model/referrals/scopes.ts'
import type { At } from '../platform/door.ts'
import { referralAt, referralFor } from './acts.ts'
import { type BesideAct, isMessage, type Message, messagesOf, say } from './sealed.ts'
import { namesOfNetwork } from './services.ts'
import { isMute, mayFollow, mustBeRead, mustStillGo } from './still-covered.ts'
import { eventsOf, idHere, on, type ReferralRow, referralsSeen, sideOf, standingOf } from './store.ts'

/** A desk to which a case was referred. `open`: what is written now still goes there; `early`: it has not said yes. */
export type DeskOfCase = { referral: string; desk: string; open: boolean; early: boolean }

export async function desksOfCase(at: At, caseId: string): Promise<DeskOfCase[]> {
  const { rows } = await sql<ReferralRow>`
    select referral.* from referral join referral_origin o on o.desk_id = ${at.desk.id} and o.referral_id = referral.id
    where o.case_id = ${caseId} and referral.from_desk = ${at.desk.id} and to_desk is not null and delivered_at is not null
      and ${referralsSeen(at)} order by made_at, referral.id`.execute(at.tx)
  const names = await namesOfNetwork(at)
  const found: DeskOfCase[] = []
  for (const row of rows) {
    const speaks = 'to' in decide(standingOf(row), 'message', 'sender', at.now)
    const open = speaks && !(await isMute(at, row, await eventsOf(at, row.id))) && (await mayFollow(at, row))
    found.push({ referral: row.id, desk: names.receiver(row).name, open, early: row.answered_at === null })
  }
  return found
}

export type Beside = Record<BesideAct, { words: unknown; at: string }[]>

/** Of what was written in a referral, what stands among no messages, in the order in which it was said. */
export function besideIn(messages: readonly Pick<Message, 'act' | 'text' | 'at'>[]): Beside {
  const found: Beside = { conference: [], 'conference-answer': [] }
  for (const { act, text, at } of messages)
    if (!isMessage({ act }) && text !== '') found[act as BesideAct].push({ words: JSON.parse(text) as unknown, at })
  return found
}

/** What was said beside the messages of a referral, as far as this side reads it. */
export async function besideOf(at: At, id: string): Promise<Beside> {
  const row = await referralAt(at, id)
  const isGone = sideOf(at, row) === 'receiver' && isHidden(row)
  const said = await messagesOf(at, id, 'beside')
  return besideIn(said.filter((each) => !isGone || each.from_desk === at.desk.id))
}

/** Says something to the other desk of a referral that is no message, sealed and carried as messages are. */
export async function sayBeside(at: At, id: string, key: string, act: BesideAct, words: object): Promise<void> {
  const { row } = await referralFor(at, id, 'message')
  await mustBeRead(at, row)
  if (sideOf(at, row) === 'sender') await mustStillGo(at, row)
  await say(at, id, idHere(at, `${key} ${id}`), act, JSON.stringify(words))
}

/** Whether the desk that got a referral may still be answered for; `mine`: by this actor. */
export async function answersBeside(at: At, id: string): Promise<{ open: boolean; mine: boolean }> {
  const row = await referralAt(at, id)
  if (await isMute(at, row, await eventsOf(at, id))) return { open: false, mine: false }
  const speaks = (mayWrite: boolean) =>
    'to' in decide(standingOf(row), 'message', partyOf('receiver', mayWrite), at.now)
  const { grants } = at.actor
  const isOurs = sideOf(at, row) === 'receiver' && grants.includes('referral.answer')
  return { open: speaks(true), mine: isOurs && speaks(grants.includes('referral.write')) }
}

/** The conferences told to this desk in referrals that have not ended, what it answered, and the case that each led to. */
export async function besideCame(at: At) {
  const rows = await on(at)
    .selectFrom('referral')
    .selectAll('referral')
    .where(referralsSeen(at))
    .where('to_desk', '=', at.desk.id)
    .where('state', 'in', ['sent', 'seen', 'accepted', 'in-progress'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('referral_message as m')
          .select('m.id')
          .where('m.desk_id', '=', at.desk.id)
          .whereRef('m.referral_id', '=', 'referral.id')
          .where('m.act', '=', 'conference'),
      ),
    )
    .execute()
  if (rows.length === 0) return []
  const [names, taken] = [
    await namesOfNetwork(at),
    await on(at)
      .selectFrom('referral_case')
      .select(['referral_id', 'case_id'])
      .where('desk_id', '=', at.desk.id)
      .where(
        'referral_id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute(),
  ]
  const found = []
  for (const row of rows)
    found.push({
      referral: row.id,
      ...{ service: names.service(row.service_id).name, desk: names.desk(row.from_desk).name },
      case: taken.find((each) => each.referral_id === row.id)?.case_id ?? null,
      said: await besideOf(at, row.id),
    })
  return found
}
