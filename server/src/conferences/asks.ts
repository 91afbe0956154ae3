import type { Coming, Decision, Invitation } from '#model/conferences/contract.ts'
import { lastAnswer, lastTold } from '#model/conferences/rules.ts'
import { bookedConferences } from '../appointments/asks.ts'
import type { At } from '../platform/door.ts'
import type { referralsOfPerson } from '../referrals/asks.ts'
import { type Heard, heardIn } from './heard.ts'
import { conferencesOfCases } from './store.ts'

type Referral = Awaited<ReturnType<typeof referralsOfPerson>>[number]
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

/** What a desk answered last about coming; what it said for another hour is none. */
function answerIn({ told, answers }: Heard, now: Pick<Invitation, 'id' | 'day' | 'time'>): Coming | null {
  const last = lastAnswer(answers, told, now)
  return last?.meant ? null : last
}

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
    const now = { id: fact.conference, day, time }
    const answers = referrals.flatMap(({ id, desk, beside }) => {
      const heard = heardIn(beside)
      const isTold = fact.referrals.includes(id) || heard.told.some((each) => each.id === fact.conference)
      return isTold ? [{ desk, answer: answerIn(heard, now) }] : []
    })
    return [{ state, agenda, record, decisions, day, time, minutes, place, colleagues, calledBy: null, answers }]
  })
  const came = referrals
    .filter((each) => each.came)
    .flatMap(({ desk, beside }) => {
      const heard = heardIn(beside)
      return lastTold(heard.told).map((last): ConferenceTold => {
        const { id, state, record, decisions, day, time, minutes, place } = last
        // With what calls it off no agenda comes, and the one that came before is still here.
        const given = heard.told.filter((each) => each.id === id && each.agenda !== '')
        return {
          ...{ state, record, decisions, day, time, minutes, place, colleagues: [], calledBy: desk },
          agenda: given.toSorted((one, other) => one.no - other.no).at(-1)?.agenda ?? '',
          answers: [{ desk: at.desk.name, answer: answerIn(heard, last) }],
        }
      })
    })
  return [...own, ...came].sort((one, other) => (`${one.day} ${one.time}` < `${other.day} ${other.time}` ? 1 : -1))
}
