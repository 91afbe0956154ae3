import type { YesNo } from '../codes/answer.ts'
import { distinctPeriods, type Period } from '../periods.ts'
import {
  forcedLabourSigns,
  iloIndicators,
  penalSigns,
  type Sign,
  type SignDimension,
  signDimensions,
  type Weight,
} from './signs.ts'

export type GivenSign = { sign: Sign; answer: YesNo; periods: readonly Period[] }
/** Whose list counts: weights for minors are their own. */
export type AgeGroup = 'adult' | 'minor'

type Counts = Record<Weight, number>

/**
 * Whether a dimension stands by the rule of the operational indicators (ILO and European Commission, 2009): two strong; one
 * strong and one other; three medium; two medium and one weak. It says that signs are present, never what somebody is.
 */
export const stands = ({ strong, medium, weak }: Counts): boolean =>
  strong >= 2 || (strong >= 1 && medium + weak >= 1) || medium >= 3 || (medium >= 2 && weak >= 1)

export type Pattern = 'exploitation' | 'deception' | 'coercion' | 'minor'

export type SignsWeighed = {
  /** `repeated`: whether two distinct periods are recorded, where the law asks for repetition; `null` where it does not. */
  penal: { sign: Sign; part: (typeof penalSigns)[number]['part']; periods: number; repeated: boolean | null }[]
  dimensions: ({ dimension: SignDimension; stands: boolean; because: Sign[]; answered: number; of: number } & Counts)[]
  forcedLabour: { sign: (typeof forcedLabourSigns)[number]; because: Sign[] }[]
  /** How the dimensions that stand come together, to be assessed by whoever decides; `null`: exploitation does not stand. */
  pattern: Pattern | null
}

/**
 * What answers say together: the signs of art. 603-bis that are present, the dimensions that stand and because of which
 * answers, the eleven indicators to which they lead. Only "yes" counts; not asked and declined are never "no".
 */
export function weighSigns(given: readonly GivenSign[], group: AgeGroup): SignsWeighed {
  const bySign = new Map(given.map((each) => [each.sign, each]))
  const isYes = (sign: Sign) => bySign.get(sign)?.answer === 'yes'
  const penal = penalSigns
    .filter(({ code }) => isYes(code))
    .map(({ code, part, repeated }) => {
      const periods = distinctPeriods(bySign.get(code)?.periods ?? [])
      return { sign: code, part, periods, repeated: repeated ? periods >= 2 : null }
    })
  const dimensions = signDimensions.map((dimension) => {
    const own = iloIndicators.filter((each) => each.dimension === dimension && each[group] !== null)
    const counts: Counts = { strong: 0, medium: 0, weak: 0 }
    const yes = own.filter(({ code }) => isYes(code))
    for (const each of yes) counts[each[group] as Weight] += 1
    const answered = own.filter(({ code }) => ['yes', 'no'].includes(bySign.get(code)?.answer ?? '')).length
    return {
      dimension,
      ...counts,
      stands: stands(counts),
      because: yes.map(({ code }) => code),
      answered,
      of: own.length,
    }
  })
  const forcedLabour = forcedLabourSigns
    .map((sign, at) => ({
      sign,
      because: iloIndicators
        .filter(({ code, leadsTo }) => leadsTo.includes(at + 1) && isYes(code))
        .map(({ code }) => code),
    }))
    .filter(({ because }) => because.length > 0)
  const here = new Set(dimensions.filter((each) => each.stands).map(({ dimension }) => dimension))
  return { penal, dimensions, forcedLabour, pattern: patternOf(here, group) }
}

/** The combinations of the same source; for minors the means by which somebody was recruited do not matter. */
function patternOf(here: ReadonlySet<SignDimension>, group: AgeGroup): Pattern | null {
  if (!here.has('exploitation')) return null
  if (group === 'minor') return 'minor'
  const recruited = here.has('deceptive-recruitment') || here.has('coercive-recruitment')
  if (recruited && here.has('coercion-destination')) return 'coercion'
  return here.has('deceptive-recruitment') ? 'deception' : 'exploitation'
}
