import { readCaseRow } from '#model/imports/case-row.ts'
import type { Cell } from '#model/imports/cells.ts'
import type { ImportError } from '#model/imports/contract.ts'
import type { ImportField, ImportKind } from '#model/imports/fields.ts'
import { readPersonRow } from '#model/imports/person-row.ts'
import { readRegisterRow } from '#model/imports/register-row.ts'
import type { RowReading } from '#model/imports/row-errors.ts'
import type { ReadingPlan } from '#model/imports/row-reader.ts'
import type { At } from '../platform/door.ts'
import { bringCases, casesWithoutPerson } from './case-rows.ts'
import { anonymousKey, bringContacts } from './contact-rows.ts'
import type { Counted } from './ordinals.ts'
import { bringPersons } from './person-rows.ts'
import type { Added, Numbered } from './store.ts'

type Kind<R> = {
  read: (cells: readonly Cell[], plan: ReadingPlan, number: number) => RowReading<R>
  /** What is wrong with rows in the light of the desk's records; looked at again when the import begins. */
  check?: (at: At, rows: Numbered<R>[]) => Promise<(ImportError & { field: ImportField })[]>
  /** Of a row whose equals in one file are records of their own: what they have in common. */
  repeats?: (row: R) => string | null
  /** Imports some rows in the transaction at hand; rows that came before add nothing. */
  bring: (at: At, rows: Counted<R>[], run: string) => Promise<Added>
}

const kind = <R>(each: Kind<R>): Kind<unknown> => each as Kind<unknown>

export const kinds: Record<ImportKind, Kind<unknown>> = {
  contacts: kind({ read: readRegisterRow, repeats: anonymousKey, bring: bringContacts }),
  persons: kind({ read: readPersonRow, bring: bringPersons }),
  cases: kind({ read: readCaseRow, check: casesWithoutPerson, bring: bringCases }),
}
