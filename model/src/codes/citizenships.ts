import { z } from 'zod'
import { stateRows } from './citizenships-rows.ts'
import { type CodeItem, codesOf, finder } from './code-list.ts'
import { fold } from './fold.ts'

type StateCode = (typeof stateRows)[number][0]

/** Citizenship of nobody's state, and citizenship that was asked and is not known. Not asked is neither. */
const beside = [
  { code: 'STATELESS', it: 'Apolide', en: 'Stateless', words: 'apolidi|senza cittadinanza|xxa' },
  {
    code: 'UNKNOWN',
    it: 'Sconosciuta',
    en: 'Unknown',
    words: 'non nota|non conosciuta|ignota|da definire|in corso di definizione',
  },
] as const

const states = stateRows.map(([code, , it, en, words]) => ({ code, it, en, words })) as readonly CodeItem<StateCode>[]

/** Every citizenship that can be recorded. A person may have several: records keep a list. */
export const citizenships: readonly CodeItem<StateCode | 'STATELESS' | 'UNKNOWN'>[] = [...states, ...beside]

export const Citizenship = z.enum(codesOf(citizenships))
export type Citizenship = z.infer<typeof Citizenship>

const belfiore = new Map(stateRows.map(([code, cadastral]) => [code as string, cadastral as string]))

/** The code of the state in the Italian tax code ('Z249'); `undefined` for Italy, where it is the municipality's. */
export function belfioreOf(code: Citizenship): string | undefined {
  return belfiore.get(code) || undefined
}

/**
 * Member states of the European Union. Source: https://european-union.europa.eu/principles-countries-history, 27 members
 * since 2020-02-01 (United Kingdom left). Valid from 2020-02-01, no end known. Checked on 2026-11-21.
 */
const euMembers = new Set(
  'AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE'.split(
    ' ',
  ),
)

export function isEuMember(code: Citizenship): boolean {
  return euMembers.has(code)
}

/**
 * Whether the holder of these citizenships counts as a third-country national (neither Italian nor of the Union; art. 1
 * D.Lgs. 286/1998 covers stateless persons too). `undefined` when nothing is known. Says nothing about any entitlement.
 */
export function isThirdCountry(codes: readonly Citizenship[]): boolean | undefined {
  const known = codes.filter((code) => code !== 'UNKNOWN')
  if (known.some(isEuMember)) return false
  return known.length > 0 && known.length === codes.length ? true : undefined
}

const whole = finder(citizenships)

/**
 * The citizenship a register means: state, adjective in either gender, ISO or Belfiore code, Italian or English.
 * "Repubblica del Senegal", "citt. egiziana" and a bracketed remark pass; a doubtful text gives `undefined`, never a guess.
 */
export function findCitizenship(text: string): Citizenship | undefined {
  const direct = whole(text)
  if (direct) return direct
  const bare = fold(text.replace(/\([^)]*\)/g, ' ')).replace(
    /^(cittadinanza|cittadino|cittadina|citt|nazionalita|naz|repubblica (del|della|di|dell)|republic of|the)\s+/,
    '',
  )
  const byName = whole(bare)
  if (byName) return byName
  return stateRows.find(([, cadastral]) => cadastral !== '' && cadastral.toLowerCase() === bare)?.[0]
}
