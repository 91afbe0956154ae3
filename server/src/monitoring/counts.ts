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

type YearRow = { month: string; sex: string; citizenship: string; contacts: number; casesOpened: number }

/**
 * Contacts logged (anonymous ones too, withdrawn ones not) and cases opened in a year, by month. Sex and citizenship are
 * those said at the contact, and for cases the person's latest. Read from the tally that is kept with every write.
 */
export async function yearOf(at: At, year: number): Promise<YearRow[]> {
  const { rows } = await sql<YearRow>`
    select to_char(month, 'YYYY-MM') as month, sex, citizenship,
      coalesce(sum(count) filter (where measure = 'contacts'), 0)::int as contacts,
      coalesce(sum(count) filter (where measure = 'casesOpened'), 0)::int as "casesOpened"
    from month_tally
    where desk_id = ${at.desk.id} and month between ${`${year}-01-01`}::date and ${`${year}-12-01`}::date
    group by month_tally.month, sex, citizenship
    order by month_tally.month, citizenship, sex`.execute(at.tx)
  return rows.filter((row) => row.contacts > 0 || row.casesOpened > 0)
}

/** Makes one row of all that count the same; nobody waits for it and no sum changes. */
export const foldTally = (at: At) =>
  sql`with many as (
      select month, measure, sex, citizenship from month_tally where desk_id = ${at.desk.id}
      group by 1, 2, 3, 4 having count(*) > 1
    ), taken as (
      delete from month_tally t using many m where t.desk_id = ${at.desk.id} and t.month = m.month
        and t.measure = m.measure and t.sex = m.sex and t.citizenship = m.citizenship returning t.*
    )
    insert into month_tally (desk_id, month, measure, sex, citizenship, count)
    select desk_id, month, measure, sex, citizenship, sum(count) from taken group by 1, 2, 3, 4, 5 having sum(count) <> 0`.execute(
    at.tx,
  )

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
