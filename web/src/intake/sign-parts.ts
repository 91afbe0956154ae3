import type { CivilDate, PartialDate } from '#model/calendar.ts'
import type { GivenAnswer } from '#model/intake/sign-contract.ts'
import type { AgeGroup } from '#model/intake/sign-rules.ts'
import { iloIndicators, penalSigns, type Sign, type SignDimension, signDimensions } from '#model/intake/signs.ts'
import { minorityOf } from '#model/people/minority.ts'

/** A part of the questionnaire: what art. 603-bis names, then the dimensions of the ILO. */
export type SignPart = 'penal' | SignDimension
export const signParts: readonly SignPart[] = ['penal', ...signDimensions]

/** The questions of a part; what is not in the list for minors is not asked about them. */
export const signsOf = (part: SignPart, group: AgeGroup): readonly Sign[] =>
  part === 'penal'
    ? penalSigns.map(({ code }) => code)
    : iloIndicators.filter((each) => each.dimension === part && each[group] !== null).map(({ code }) => code)

/** The part in which a question stands. */
export const partOf = (sign: Sign): SignPart => iloIndicators.find(({ code }) => code === sign)?.dimension ?? 'penal'

/** Whether the law asks for repetition, so that periods are asked for. */
export const mustRepeat = (sign: Sign): boolean => penalSigns.some(({ code, repeated }) => code === sign && repeated)

/** What a question's form holds. `sign` is empty before one is chosen. */
export type SignValues = {
  sign: Sign | ''
  answer: GivenAnswer['answer']
  evidence: string
  saidBy: GivenAnswer['saidBy']
  day: string
  periods: { from: string; until: string }[]
}

export const noValues: SignValues = {
  sign: '',
  answer: 'not_asked',
  evidence: '',
  saidBy: 'person',
  day: '',
  periods: [],
}

/** The form of a question as it was answered last. */
export const valuesOf = (sign: Sign, last: GivenAnswer | undefined): SignValues =>
  last
    ? { sign, answer: last.answer, evidence: last.evidence, saidBy: last.saidBy, day: '', periods: last.periods }
    : { ...noValues, sign }

/** Whether a form says something else than what was answered last. */
export function differs(values: SignValues, last: GivenAnswer | undefined): boolean {
  const before = valuesOf(values.sign as Sign, last)
  return (
    values.answer !== before.answer ||
    values.evidence !== before.evidence ||
    values.saidBy !== before.saidBy ||
    JSON.stringify(values.periods) !== JSON.stringify(before.periods)
  )
}

/** The first question of a part that nobody answered; its first one if all were. */
export const firstOpen = (part: SignPart, group: AgeGroup, answered: ReadonlySet<Sign>): Sign => {
  const all = signsOf(part, group)
  return (all.find((sign) => !answered.has(sign)) ?? all[0]) as Sign
}

/** The question before or after one, over all parts; undefined at the ends. */
export function beside(sign: Sign, group: AgeGroup, step: 1 | -1): Sign | undefined {
  const all = signParts.flatMap((part) => signsOf(part, group))
  return all[all.indexOf(sign) + step]
}

/** Whose list is asked first: who is a minor, or may be one, is asked as a minor; who was born nobody knows when, as an adult. */
export const groupOf = (birthDate: PartialDate | null, today: CivilDate): AgeGroup => {
  const { is } = minorityOf(birthDate, today)
  return is === 'minor' || is === 'maybe' ? 'minor' : 'adult'
}

const month = /^(19|20)\d\d-(0[1-9]|1[0-2])$/
/** The place of the first month that is none, or comes before its beginning. */
export const wrongPeriod = (periods: SignValues['periods']): number =>
  periods.findIndex(({ from, until }) => !month.test(from) || !month.test(until) || from > until)
