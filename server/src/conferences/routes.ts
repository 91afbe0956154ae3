import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import {
  answerInvitation,
  type Conference,
  type Conferences,
  callConference,
  type Invitation,
  type Invitations,
  listConferences,
  listInvitations,
  MOST_RECORDS,
  writeConference,
} from '#model/conferences/contract.ts'
import { conferenceProblem, lastAnswer, lastTold, latestFirst, mayBecome } from '#model/conferences/rules.ts'
import { bookConference, bookedConferences } from '../appointments/asks.ts'
import { type CaseBrief, caseBrief, caseToWriteIn } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { answersBeside, besideOf, type DeskOfCase, desksOfCase, holdReferralsOf, sayBeside } from '../referrals/asks.ts'
import { type Heard, heardIn } from './heard.ts'
import { conferencesOfCases, type Fact, insertFact } from './store.ts'

type Shown = z.input<typeof Conference>

/** What each desk was told of the conferences of a case: while data are restricted, or nothing covers their giving, it is told nothing. */
async function heardBy(at: At, desks: readonly DeskOfCase[]): Promise<Map<string, Heard>> {
  const heard = new Map<string, Heard>()
  for (const { referral } of desks) heard.set(referral, heardIn(await besideOf(at, referral)))
  return heard
}

/** Desks that could be given something and were not: what stands now, or that they are not asked to come any more. */
const owed = (
  { conference, referrals, no }: Fact,
  desks: readonly DeskOfCase[],
  heard: ReadonlyMap<string, Heard>,
): DeskOfCase[] =>
  desks.filter(({ referral, open }) => {
    const last = lastTold(heard.get(referral)?.told ?? []).find(({ id }) => id === conference)
    if (!open) return false
    if (referrals.includes(referral)) return last?.no !== no
    return last !== undefined && last.state !== 'cancelled' && last.state !== 'uninvited'
  })

/** The conferences about a case that this actor sees; where and when they are the calendar says. */
async function shownConferences(at: At, caseId: string): Promise<z.input<typeof Conferences>> {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw notFound()
  const [facts, booked, desks, nameOf] = [
    await conferencesOfCases(at, [caseId]),
    await bookedConferences(at, caseId),
    await desksOfCase(at, caseId),
    await namesOfActors(at),
  ]
  const heard = await heardBy(at, desks)
  const rows: Shown[] = []
  for (const fact of facts) {
    const slot = booked.get(fact.conference)
    if (!slot) continue
    const { conference: id, state, agenda, record, decisions, no } = fact
    const { day, time, minutes, place } = slot
    const invited = desks
      .filter(({ referral }) => fact.referrals.includes(referral))
      .map(({ referral, desk, open }) => {
        const { told = [], answers = [] } = heard.get(referral) ?? {}
        const reached = lastTold(told).find((each) => each.id === id)?.no === no
        return { referral, desk, open, reached, answer: lastAnswer(answers, told, { id, day, time }) }
      })
    const can: Shown['can'] = []
    if (kase.mayWrite && state !== 'cancelled' && no < MOST_RECORDS)
      can.push('write', ...(slot.day <= at.today ? (['hold'] as const) : []))
    else if (kase.closedOn !== null && state === 'called') can.push('call-off')
    if ((kase.mayWrite || state === 'cancelled') && owed(fact, desks, heard).length > 0) can.push('tell')
    rows.push({
      ...{ id, no, state, agenda, record, decisions, day, time, minutes, place },
      colleagues: slot.colleagues.map((accountId) => ({ accountId, name: nameOf(`account:${accountId}`) })),
      desks: invited,
      can,
    })
  }
  return {
    rows: latestFirst(rows),
    invitable: desks.filter(({ open }) => open).map(({ referral, desk, early }) => ({ referral, desk, early })),
    can: kase.mayWrite ? ['call'] : [],
  }
}

type Said = Omit<z.output<typeof writeConference.body>, 'no'>

/** Holds the referrals of the person before the case, as an erasure does: of two who hold both none waits for the other for ever. */
async function holdReferrals(at: At, caseId: string): Promise<CaseBrief> {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw notFound()
  await holdReferralsOf(at, kase.personId)
  return kase
}

/** Keeps what was written, puts it into the calendar and gives it to every desk that comes and may still be given something. */
async function write(at: At, caseId: string, conference: string, no: number, said: Said, before?: Fact): Promise<void> {
  const wrong = conferenceProblem(said, at.today)
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
  const { day, time, minutes, place, colleagues, ...words } = said
  const desks = await desksOfCase(at, caseId)
  const open = desks.filter((desk) => desk.open).map(({ referral }) => referral)
  // Who was given minutes keeps them, and is given what is put right in them.
  const isDropped = (referral: string) => open.includes(referral) && !words.referrals.includes(referral)
  if (before?.state === 'held' && before.referrals.some(isDropped)) throw notPossible('conference-held')
  for (const [at_, referral] of words.referrals.entries())
    if (!open.includes(referral) && !before?.referrals.includes(referral)) throw unknownId(`/referrals/${at_}`)
  const moved = async () => movedOn(await shownConferences(at, caseId))
  if (!(await insertFact(at, { conference, caseId, no }, words))) throw await moved()
  const booking = { id: conference, case: caseId, day, time, minutes, place, colleagues }
  if (!(await bookConference(at, booking, said.state, before === undefined))) throw await moved()
  await tellDesks(at, { ...words, conference, caseId, no: no + 1, at: at.now }, booking, desks)
}

type Slot = Pick<Invitation, 'day' | 'time' | 'minutes' | 'place'>

/** Gives every desk that may be given it what it was not given yet; one that is not asked to come any more, that alone. */
async function tellDesks(at: At, fact: Fact, slot: Slot, desks: readonly DeskOfCase[]): Promise<void> {
  const { conference, no, state, agenda, record, decisions } = fact
  const { day, time, minutes, place } = slot
  const invitation: Invitation = { id: conference, no, state, day, time, minutes, place, agenda, record, decisions }
  const off = { ...invitation, state: 'uninvited' as const, agenda: '', record: '', decisions: [] }
  for (const { referral } of owed(fact, desks, await heardBy(at, desks))) {
    const isAsked = fact.referrals.includes(referral)
    await sayBeside(at, referral, `conference ${conference} ${no}`, 'conference', isAsked ? invitation : off)
  }
}

/** Where and when a conference is that stands just as it was sent. */
async function standsSo(at: At, caseId: string, fact: Fact, { referrals, ...said }: Said): Promise<Slot | undefined> {
  const slot = (await bookedConferences(at, caseId)).get(fact.conference)
  if (!slot) return undefined
  const { state, agenda, record, decisions } = fact
  const { day, time, minutes, place, colleagues } = slot
  const isSame = isDeepStrictEqual(
    { ...{ state, agenda, record, decisions, day, time, minutes, place }, colleagues, referrals: fact.referrals },
    { ...said, referrals },
  )
  return isSame ? slot : undefined
}

/** Invitations as they stand on either side of a referral. */
async function shownInvitations(at: At, referral: string): Promise<z.input<typeof Invitations>> {
  const { told, answers } = heardIn(await besideOf(at, referral))
  const { open, mine } = await answersBeside(at, referral)
  const rows = lastTold(told).map((last) => {
    const can: 'answer'[] = mine && last.state === 'called' && last.day >= at.today ? ['answer'] : []
    return { ...last, answer: lastAnswer(answers, told, last), open, can }
  })
  return { rows: latestFirst(rows) }
}

export const conferenceRoutes: Route[] = [
  route(listConferences, (at, { params }) => shownConferences(at, params.case)),
  route(callConference, async (at, { params: { case: caseId }, body }) => {
    if (await at.firstTime(body.id, { case: caseId, ...body }, () => shownConferences(at, caseId))) {
      await holdReferrals(at, caseId)
      await caseToWriteIn(at, caseId, null)
      const { id, ...said } = body
      await write(at, caseId, id, 0, { ...said, state: 'called', record: '', decisions: [] })
    }
    return shownConferences(at, caseId)
  }),
  route(writeConference, async (at, { params: { case: caseId, conference }, body: { no, ...said } }) => {
    // Whoever is expected somewhere hears that nobody waits there, also once the case is closed.
    const { closedOn } = await holdReferrals(at, caseId)
    if (said.state !== 'cancelled' || closedOn === null) await caseToWriteIn(at, caseId, null)
    const before = (await conferencesOfCases(at, [caseId])).find((each) => each.conference === conference)
    if (!before) throw notFound()
    // What stands already: the answer of this call was lost, or who could not be told before is told now.
    const slot = [no, no + 1].includes(before.no) && (await standsSo(at, caseId, before, said))
    if (slot) {
      if (before.no === no) await tellDesks(at, before, slot, await desksOfCase(at, caseId))
      return shownConferences(at, caseId)
    }
    if (before.no !== no) throw movedOn(await shownConferences(at, caseId))
    // The last record is kept for how it ends.
    const room = MOST_RECORDS - (said.state === 'called' ? 1 : 0)
    if (!mayBecome(before.state, said.state) || no >= room) throw notPossible('conference-stands')
    await write(at, caseId, conference, no, said, before)
    return shownConferences(at, caseId)
  }),
  route(listInvitations, (at, { params }) => shownInvitations(at, params.referral)),
  route(answerInvitation, async (at, { params: { referral, conference }, body: { id, no: to, comes, who } }) => {
    const now = () => shownInvitations(at, referral)
    const shown = await now()
    const found = shown.rows.find((each) => each.id === conference)
    if (!found) throw notFound()
    if (await at.firstTime(id, { referral, conference, to, comes, who }, now)) {
      if (!found.can.includes('answer')) throw notPossible('conference-stands')
      if (found.no !== to) throw movedOn(shown)
      const { answers } = heardIn(await besideOf(at, referral))
      if (answers.filter((each) => each.conference === conference).length >= MOST_RECORDS)
        throw notPossible('conference-stands')
      const words = { conference, no: answers.length + 1, to, comes, who }
      await sayBeside(at, referral, `answer ${id}`, 'conference-answer', words)
    }
    return now()
  }),
]
