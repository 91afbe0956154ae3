import { z } from 'zod'

/** The parts of the questionnaire that come from the ILO, in the order in which a story is told. */
export const signDimensions = [
  'deceptive-recruitment',
  'coercive-recruitment',
  'vulnerability-recruitment',
  'exploitation',
  'coercion-destination',
  'vulnerability-destination',
] as const
export type SignDimension = (typeof signDimensions)[number]

/** What an indicator weighs in its dimension. */
export type Weight = 'strong' | 'medium' | 'weak'

type IloRow = readonly [code: string, adult: Weight, minor: Weight | null, leadsTo: readonly number[]]

/**
 * The operational indicators for labour exploitation of the ILO and the European Commission (Delphi survey, 2009), by
 * dimension: what each weighs for adults and for minors (`null`: not in the list for minors), and to which of the ILO's eleven
 * indicators of forced labour (2012) it leads. https://www.ilo.org/global/topics/forced-labour/publications/WCMS_105023/lang--en/index.htm,
 * checked on 2026-11-21; the weights come from a published synthesis and were not compared with the original: indicative.
 */
const rows = {
  'deceptive-recruitment': [
    ['deceived-about-job', 'strong', 'strong', [2]],
    ['deceived-about-conditions', 'medium', 'medium', [2]],
    ['deceived-about-contract', 'medium', 'medium', [2]],
    ['deceived-about-family-reunion', 'medium', 'medium', [2]],
    ['deceived-about-housing', 'medium', 'medium', [2]],
    ['deceived-about-papers', 'medium', 'medium', [2]],
    ['deceived-about-travel', 'medium', 'medium', [2]],
    ['deceived-about-pay', 'medium', 'medium', [2]],
    ['deceived-by-marriage', 'medium', 'medium', [2]],
    ['deceived-about-schooling', 'weak', 'strong', [2]],
  ],
  'coercive-recruitment': [
    ['recruited-with-violence', 'strong', 'strong', [5]],
    ['recruited-by-abduction', 'medium', 'strong', [5, 6]],
    ['recruited-papers-taken', 'medium', 'medium', [7]],
    ['recruited-debt', 'medium', 'strong', [9]],
    ['recruited-isolated', 'medium', 'medium', [3, 4]],
    ['recruited-threat-authorities', 'medium', 'medium', [6]],
    ['recruited-threat-violence', 'medium', 'strong', [6]],
    ['recruited-threat-telling', 'medium', 'medium', [6]],
    ['recruited-family-violence', 'medium', 'medium', [5, 6]],
    ['recruited-money-withheld', 'medium', 'medium', [8]],
  ],
  'vulnerability-recruitment': [
    ['recruited-family-difficulty', 'medium', 'medium', [1]],
    ['recruited-irregular-status', 'medium', 'medium', [1]],
    ['recruited-low-schooling', 'medium', 'medium', [1]],
    ['recruited-low-information', 'medium', 'medium', [1]],
    ['recruited-under-control', 'medium', 'medium', [1]],
    ['recruited-past-hardship', 'medium', 'medium', [1]],
    ['recruited-hard-journey', 'medium', 'medium', [1]],
    ['recruited-poverty', 'medium', 'medium', [1]],
    ['recruited-false-law', 'medium', null, [1]],
    ['recruited-false-success', 'medium', 'medium', [1]],
    ['recruited-family-situation', 'medium', 'medium', [1]],
    ['recruited-personal-situation', 'medium', 'medium', [1]],
    ['recruited-dependency', 'medium', 'medium', [1]],
    ['recruited-authorities', 'medium', 'medium', [1]],
    ['recruited-beliefs', 'weak', 'medium', [1]],
    ['recruited-context', 'weak', 'medium', [1]],
  ],
  exploitation: [
    ['excessive-hours', 'strong', 'strong', [11, 10]],
    ['bad-living', 'medium', 'medium', [10]],
    ['hazardous-work', 'medium', 'medium', [10]],
    ['low-pay', 'medium', 'medium', [8]],
    ['laws-ignored', 'medium', 'medium', [10, 2]],
    ['no-social-protection', 'medium', null, [10]],
    ['very-bad-work', 'medium', 'medium', [10]],
    ['pay-manipulated', 'medium', 'medium', [8, 9]],
    ['no-schooling', 'weak', 'medium', [10]],
  ],
  'coercion-destination': [
    ['papers-taken', 'strong', 'strong', [7]],
    ['debt-bondage', 'strong', 'strong', [9]],
    ['isolated', 'strong', 'strong', [3, 4]],
    ['violence', 'strong', 'strong', [5]],
    ['forced-crime', 'medium', 'strong', []],
    ['forced-tasks', 'medium', 'strong', []],
    ['forced-against-peers', 'medium', 'medium', [6]],
    ['forced-lies', 'medium', 'medium', [6, 4]],
    ['threat-authorities', 'medium', 'medium', [6]],
    ['threat-worse-work', 'medium', 'medium', [6]],
    ['threat-violence', 'medium', 'strong', [6]],
    ['strong-influence', 'medium', 'strong', [1, 6]],
    ['family-violence', 'medium', 'medium', [5, 6]],
    ['wages-withheld', 'medium', 'medium', [8]],
    ['threat-telling', 'weak', 'medium', [6]],
  ],
  'vulnerability-destination': [
    ['depends-on-exploiters', 'medium', 'medium', [1]],
    ['unknown-area', 'medium', 'medium', [1]],
    ['poverty', 'medium', 'medium', [1]],
    ['family-situation', 'medium', 'medium', [1]],
    ['authorities', 'medium', 'medium', [1]],
    ['past-hardship', 'weak', 'medium', [1]],
    ['personal-traits', 'weak', 'medium', [1]],
  ],
} as const satisfies Record<SignDimension, readonly IloRow[]>

type IloCode = (typeof rows)[SignDimension][number][0]

export type IloIndicator = {
  code: IloCode
  dimension: SignDimension
  adult: Weight
  minor: Weight | null
  leadsTo: readonly number[]
}
export const iloIndicators: readonly IloIndicator[] = signDimensions.flatMap((dimension) =>
  rows[dimension].map(([code, adult, minor, leadsTo]) => ({ code, dimension, adult, minor, leadsTo })),
)

/** The ILO's eleven indicators of forced labour (2012), in their order: no weights, no score; one may suffice. */
export const forcedLabourSigns = [
  'vulnerability',
  'deception',
  'movement',
  'isolation',
  'violence',
  'threats',
  'papers',
  'wages',
  'debt',
  'conditions',
  'overtime',
] as const

/**
 * What art. 603-bis of the penal code (text of L. 199/2016) names: four indices, of which the first two must be repeated; the
 * state of need and the advantage taken of it, recorded apart; three aggravating circumstances. An index is a sign, never a
 * finding. https://www.brocardi.it/codice-penale/libro-secondo/titolo-xii/capo-iii/sezione-i/art603bis.html, checked on
 * 2026-11-21.
 */
export const penalSigns = [
  { code: 'index-pay', part: 'index', repeated: true },
  { code: 'index-time', part: 'index', repeated: true },
  { code: 'index-safety', part: 'index', repeated: false },
  { code: 'index-conditions', part: 'index', repeated: false },
  { code: 'state-of-need', part: 'element', repeated: false },
  { code: 'advantage-taken', part: 'element', repeated: false },
  { code: 'more-than-three', part: 'aggravating', repeated: false },
  { code: 'minors-below-age', part: 'aggravating', repeated: false },
  { code: 'serious-danger', part: 'aggravating', repeated: false },
] as const
type PenalCode = (typeof penalSigns)[number]['code']

/** The questionnaire as it is now; a change of questions or weights is a new version, and answers say under which they were given. */
export const SIGNS_VERSION = 1

export const signs = [...penalSigns.map(({ code }) => code), ...iloIndicators.map(({ code }) => code)] as [
  PenalCode | IloCode,
  ...(PenalCode | IloCode)[],
]
export const Sign = z.enum(signs)
export type Sign = z.infer<typeof Sign>
