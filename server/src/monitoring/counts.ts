import { sql } from 'kysely'
import type { Measure } from '#model/monitoring/contract.ts'
import type { At } from '../platform/door.ts'

export type Period = { from: string; to: string }
type Cell = { sex: string; citizenship: string; sector: string; month: string; persons: number }

/**
 * Persons intercepted: distinct persons with at least one contact in the period (both days included). Sex and citizenship
 * are the person's latest; the sector is that of the latest contact of the period that says one; the month is that of the
 * first contact of the period. Anonymous contacts are not persons and are counted apart.
 */
export async function intercepted(at: At, { from, to }: Period): Promise<Measure> {
  const { rows } = await sql<Cell>`
    with met as (
      select person_id, min(day) as first_day,
        (array_agg(sector order by (sector in ('not_asked', 'declined')), day desc, id desc))[1] as sector
      from contact
      where desk_id = ${at.desk.id} and day between ${from} and ${to} and person_id is not null and withdrawn_at is null
      group by person_id)
    select person.sex, person.citizenship, met.sector, to_char(met.first_day, 'YYYY-MM') as month, count(*)::int as persons
    from met join person on person.desk_id = ${at.desk.id} and person.id = met.person_id
    group by 1, 2, 3, 4`.execute(at.tx)
  return measureOf(rows)
}

/**
 * Persons taken in charge: distinct persons with a case opened in the period (both days included), whatever became of it.
 * Sex and citizenship are the person's latest; sector and month are those of the latest and of the first such case.
 */
export async function takenInCharge(at: At, { from, to }: Period): Promise<Measure> {
  const { rows } = await sql<Cell>`
    with taken as (
      select person_id, min(opened_on) as first_day,
        (array_agg(sector order by (sector in ('not_asked', 'declined')), opened_on desc, id desc))[1] as sector
      from care_case
      where desk_id = ${at.desk.id} and opened_on between ${from} and ${to}
      group by person_id)
    select person.sex, person.citizenship, taken.sector, to_char(taken.first_day, 'YYYY-MM') as month, count(*)::int as persons
    from taken join person on person.desk_id = ${at.desk.id} and person.id = taken.person_id
    group by 1, 2, 3, 4`.execute(at.tx)
  return measureOf(rows)
}

/** Contacts of the period, and how many of them are anonymous: beside the persons, never added to them. */
export async function contactsLogged(at: At, { from, to }: Period): Promise<{ total: number; anonymous: number }> {
  const { rows } = await sql<{ total: number; anonymous: number }>`
    select count(*)::int as total, count(*) filter (where person_id is null)::int as anonymous
    from contact where desk_id = ${at.desk.id} and day between ${from} and ${to} and withdrawn_at is null`.execute(
    at.tx,
  )
  return rows[0] ?? { total: 0, anonymous: 0 }
}

function measureOf(cells: Cell[]): Measure {
  const by = (key: 'sex' | 'citizenship' | 'sector' | 'month') => {
    const counts: Record<string, number> = {}
    for (const cell of cells) counts[cell[key]] = (counts[cell[key]] ?? 0) + cell.persons
    const order =
      key === 'month'
        ? (a: string, b: string) => (a < b ? -1 : 1)
        : (a: string, b: string) => (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1)
    return Object.fromEntries(
      Object.keys(counts)
        .sort(order)
        .map((code) => [code, counts[code] as number]),
    )
  }
  const total = cells.reduce((sum, cell) => sum + cell.persons, 0)
  return { total, bySex: by('sex'), byCitizenship: by('citizenship'), bySector: by('sector'), byMonth: by('month') }
}
