import { type Coming, type Decision, Invitation } from '#model/conferences/contract.ts'
import { bookedConferences } from '../appointments/asks.ts'
import type { At } from '../platform/door.ts'
import type { referralsOfPerson } from '../referrals/asks.ts'
import { conferencesOfCases } from './store.ts'

type Referral = Awaited<ReturnType<typeof referralsOfPerson>>[number]
type Said = Referral['beside'][number]
type Slot = Pick<Invitation, 'day' | 'time' | 'minutes' | 'place'>

/** A conference as this desk keeps it: its own, or what it was given of one. */
export type ConferenceTold = Slot & {
  state: Invitation['state']
  agenda: string
  record: string
  decisions: Decision[]
  /** The desk that called it; `null`: this one. */
  calledBy: string | null
  /** The colleagues of this desk who were asked to come. */
  colleagues: string[]
  /** What other desks that were told of it answered; of a conference of another desk, what this one did. */
  answers: { desk: string; answer: Pick<Coming, 'comes' | 'who'> | null }[]
}

type Answered = Pick<Coming, 'comes' | 'who'> & { conference: string; no: number }

/** What a desk answered last about coming. */
const answerIn = (said: readonly Said[], conference: string): Answered | null =>
  said
    .flatMap(({ act, words }) => (act === 'conference-answer' ? [words as Answered] : []))
    .filter((each) => each.conference === conference)
    .sort((one, other) => one.no - other.no)
    .at(-1) ?? null

const givenIn = (said: readonly Said[]) =>
  said
    .flatMap(({ act, words }) => (act === 'conference' ? [Invitation.parse(words)] : []))
    .sort((one, other) => one.no - other.no)

/** The conferences about some cases, and those that came with some referrals: each once, the latest day first. */
export async function conferencesTold(
  at: At,
  cases: readonly string[],
  referrals: readonly Referral[],
): Promise<ConferenceTold[]> {
  const booked = new Map<string, Slot & { colleagues: string[] }>()
  for (const kase of cases) for (const [id, slot] of await bookedConferences(at, kase)) booked.set(id, slot)
  const own = (await conferencesOfCases(at, cases)).flatMap((fact): ConferenceTold[] => {
    const slot = booked.get(fact.conference)
    if (!slot) return []
    const { state, agenda, record, decisions } = fact
    const { day, time, minutes, place, colleagues } = slot
    const told = referrals.filter(
      ({ id, beside }) => fact.referrals.includes(id) || givenIn(beside).some((each) => each.id === fact.conference),
    )
    const answers = told.map(({ desk, beside }) => ({ desk, answer: answerIn(beside, fact.conference) }))
    return [{ state, agenda, record, decisions, day, time, minutes, place, colleagues, calledBy: null, answers }]
  })
  const came = referrals
    .filter((each) => each.came)
    .flatMap(({ desk, beside }) =>
      [...Map.groupBy(givenIn(beside), ({ id }) => id)].flatMap(([id, given]): ConferenceTold[] => {
        const last = given.at(-1)
        if (!last) return []
        const { state, record, decisions, day, time, minutes, place } = last
        // With what calls it off no agenda comes, and the one that came before is still here.
        const agenda = given.findLast((each) => each.agenda !== '')?.agenda ?? ''
        const slot = { day, time, minutes, place, colleagues: [] }
        return [
          {
            state,
            agenda,
            record,
            decisions,
            ...slot,
            calledBy: desk,
            answers: [{ desk: at.desk.name, answer: answerIn(beside, id) }],
          },
        ]
      }),
    )
  return [...own, ...came].sort((one, other) => (`${one.day} ${one.time}` < `${other.day} ${other.time}` ? 1 : -1))
}
