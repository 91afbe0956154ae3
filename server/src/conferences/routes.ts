import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import {
  answerInvitation,
  type Coming,
  type Conference,
  type Conferences,
  callConference,
  Invitation,
  type Invitations,
  listConferences,
  listInvitations,
  MOST_RECORDS,
  writeConference,
} from '#model/conferences/contract.ts'
import { conferenceProblem, mayBecome } from '#model/conferences/rules.ts'
import { bookConference, bookedConferences } from '../appointments/asks.ts'
import { type CaseBrief, caseBrief, caseToWriteIn } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { answersBeside, besideOf, desksOfCase, holdReferralsOf, sayBeside } from '../referrals/asks.ts'
import { conferencesOfCases, type Fact, insertFact } from './store.ts'

type Shown = z.input<typeof Conference>
/** `no`: the how manieth answer of the desk it is, as two may bear the same instant. */
type Answered = { conference: string; no: number } & Omit<Coming, 'at'>

/** What a desk said last about coming to a conference. */
function lastAnswer(said: readonly { words: unknown; at: string }[], conference: string): Coming | null {
  const found = said
    .map(({ words, at }) => ({ ...(words as Answered), at }))
    .filter((each) => each.conference === conference)
    .sort((one, other) => one.no - other.no)
    .at(-1)
  return found ? { comes: found.comes, who: found.who, at: found.at } : null
}

type DeskOfCase = Awaited<ReturnType<typeof desksOfCase>>[number]

/** What each desk was given last of a conference: while data are restricted, or nothing covers their giving, it is given nothing. */
async function toldOf(at: At, desks: readonly DeskOfCase[], conference: string): Promise<Map<string, Invitation>> {
  const told = new Map<string, Invitation>()
  for (const { referral } of desks)
    for (const { words } of await besideOf(at, referral, 'conference')) {
      const one = Invitation.parse(words)
      if (one.id === conference && one.no >= (told.get(referral)?.no ?? 0)) told.set(referral, one)
    }
  return told
}

/** Desks that could be given something and were not: what stands now, or that they are not asked to come any more. */
const owed = ({ referrals, no }: Fact, desks: readonly DeskOfCase[], told: ReadonlyMap<string, Invitation>) =>
  desks.filter(({ referral, open }) => {
    const last = told.get(referral)
    if (!open) return false
    return referrals.includes(referral) ? last?.no !== no : last !== undefined && last.state !== 'cancelled'
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
  const rows: Shown[] = []
  for (const fact of facts) {
    const slot = booked.get(fact.conference)
    if (!slot) continue
    const invited = desks.filter(({ referral }) => fact.referrals.includes(referral))
    const answers = new Map<string, Coming | null>()
    for (const { referral } of invited)
      answers.set(referral, lastAnswer(await besideOf(at, referral, 'conference-answer'), fact.conference))
    const { state, agenda, record, decisions, no } = fact
    const told = await toldOf(at, desks, fact.conference)
    const can: Shown['can'] = []
    if (kase.mayWrite && state !== 'cancelled' && no < MOST_RECORDS)
      can.push('write', ...(slot.day <= at.today ? (['hold'] as const) : []))
    else if (kase.closedOn !== null && state === 'called') can.push('call-off')
    if ((kase.mayWrite || state === 'cancelled') && owed(fact, desks, told).length > 0) can.push('tell')
    rows.push({
      ...{ id: fact.conference, no, state, agenda, record, decisions },
      ...{ day: slot.day, time: slot.time, minutes: slot.minutes, place: slot.place },
      colleagues: slot.colleagues.map((accountId) => ({ accountId, name: nameOf(`account:${accountId}`) })),
      desks: invited.map(({ referral, desk, open }) => ({
        ...{ referral, desk, reached: told.get(referral)?.no === no, open, answer: answers.get(referral) ?? null },
      })),
      can,
    })
  }
  return {
    rows: rows.sort((one, other) => (`${one.day} ${one.time}` < `${other.day} ${other.time}` ? 1 : -1)),
    invitable: desks.filter(({ open }) => open).map(({ referral, desk }) => ({ referral, desk })),
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
  for (const [at_, referral] of words.referrals.entries())
    if (!open.includes(referral) && !before?.referrals.includes(referral)) throw unknownId(`/referrals/${at_}`)
  const moved = async () => movedOn(await shownConferences(at, caseId))
  if (!(await insertFact(at, { conference, caseId, no }, words))) throw await moved()
  const booking = { id: conference, case: caseId, day, time, minutes, place, colleagues }
  if (!(await bookConference(at, booking, said.state, before === undefined))) throw await moved()
  await tellDesks(at, { ...words, conference, caseId, no: no + 1, at: at.now }, booking, desks)
}

type Slot = Pick<Invitation, 'day' | 'time' | 'minutes' | 'place'>

/** Gives every desk that may be given it what it was not given yet; one that is not asked to come any more, that it is called off. */
async function tellDesks(at: At, fact: Fact, slot: Slot, desks: readonly DeskOfCase[]): Promise<void> {
  const { conference, no, state, agenda, record, decisions } = fact
  const { day, time, minutes, place } = slot
  const invitation: Invitation = { id: conference, no, state, day, time, minutes, place, agenda, record, decisions }
  const off = { ...invitation, state: 'cancelled' as const, agenda: '', record: '', decisions: [] }
  for (const { referral } of owed(fact, desks, await toldOf(at, desks, conference))) {
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
  const [said, answers] = [
    await besideOf(at, referral, 'conference'),
    await besideOf(at, referral, 'conference-answer'),
  ]
  const all = Map.groupBy(said, ({ words }) => (words as Invitation).id)
  const { open, mine } = await answersBeside(at, referral)
  const rows = [...all.values()].flatMap((each) => {
    // What was carried last does not always come last.
    const last = each
      .map(({ words }) => Invitation.parse(words))
      .sort((one, other) => one.no - other.no)
      .at(-1)
    if (!last) return []
    const can: 'answer'[] = mine && last.state === 'called' && last.day >= at.today ? ['answer'] : []
    return [{ ...last, answer: lastAnswer(answers, last.id), open, can }]
  })
  return { rows: rows.sort((one, other) => (`${one.day} ${one.time}` < `${other.day} ${other.time}` ? 1 : -1)) }
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
  route(answerInvitation, async (at, { params: { referral, conference }, body: { id, comes, who } }) => {
    const now = () => shownInvitations(at, referral)
    const found = (await now()).rows.find((each) => each.id === conference)
    if (!found) throw notFound()
    if (await at.firstTime(id, { referral, conference, comes, who }, now)) {
      if (!found.can.includes('answer')) throw notPossible('conference-stands')
      const answers = await besideOf(at, referral, 'conference-answer')
      const no = answers.length + 1
      const ofThis = answers.filter(({ words }) => (words as Answered).conference === conference)
      if (ofThis.length >= MOST_RECORDS) throw notPossible('conference-stands')
      await sayBeside(at, referral, `answer ${id}`, 'conference-answer', { conference, no, comes, who })
    }
    return now()
  }),
]
