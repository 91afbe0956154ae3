import pg from 'pg'
import { v7 } from 'uuid'
import type { Chance } from './chance.ts'
import type { BenchDesk } from './generate.ts'
import type { Operator } from './loop.ts'
import { plain, typed } from './names.ts'

/**
 * The same rows in plain tables of their own: names readable, no row policies, no tags, the indexes that anybody would
 * make. The rows are copied before the measurement, so that both sides hold the same.
 */
export async function fillFloor(config: pg.ClientConfig, desks: readonly BenchDesk[]): Promise<void> {
  const client = new pg.Client(config)
  await client.connect()
  await client.query(`
    drop schema if exists floor cascade;
    create schema floor;
    create extension if not exists unaccent with schema floor;
    create table floor.person (desk_id uuid, id uuid, given text, family text, sex text, citizenship text,
      recorded_at timestamptz, primary key (desk_id, id));
    create table floor.care_case as select desk_id, id, person_id, state, opened_on, closed_on, outcome, profile, stay_document,
      sector, work_form, needs, last_activity, version from care_case;
    alter table floor.care_case add primary key (desk_id, id);
    create index on floor.care_case (desk_id, state, last_activity desc, id desc);
    create index on floor.care_case (desk_id, person_id);
    create index on floor.care_case (desk_id, opened_on);
    create table floor.contact as select desk_id, id, person_id, day, channel, sector, sex, citizenship, needs from contact;
    alter table floor.contact add primary key (desk_id, id);
    create index on floor.contact (desk_id, person_id, day);
    create index on floor.contact (desk_id, day);
    create table floor.service as select desk_id, id, case_id, day, kind, 'Colloquio.'::text as words, by from service_delivered;
    alter table floor.service add primary key (desk_id, id);
    create index on floor.service (desk_id, case_id, day);
    create table floor.note (desk_id uuid, id uuid, case_id uuid, day date, words text, primary key (desk_id, id));
    create index on floor.note (desk_id, case_id, day)`)
  for (const { desk, persons } of desks) {
    await client.query(
      `insert into floor.person select $1, r.id, r."givenName", r."familyName", p.sex, p.citizenship, p.recorded_at
       from jsonb_to_recordset($2::jsonb) as r(id uuid, "givenName" text, "familyName" text)
       join person p on p.desk_id = $1 and p.id = r.id`,
      [desk.id, JSON.stringify(persons)],
    )
  }
  await client.query('vacuum analyze')
  await client.end()
}

/** The five acts by bare pg, in the fewest statements, as a superuser. */
export function floorOperator(pool: pg.Pool, { desk, persons, cases }: BenchDesk, chance: Chance): Operator {
  const ask = async (name: string, text: string, ...values: unknown[]) =>
    (await pool.query({ name, text, values: [desk.id, ...values] })).rows
  return {
    list: async () =>
      (
        await ask(
          'list',
          `select c.*, p.given, p.family from floor.care_case c join floor.person p on p.desk_id = c.desk_id and p.id = c.person_id
           where c.desk_id = $1 and c.state = 'open' order by c.last_activity desc, c.id desc limit 20`,
        )
      ).length > 0,
    open: async () => {
      const id = chance.pick(cases)
      const [whole] = await Promise.all([
        ask(
          'case',
          `select c.*, p.given, p.family, p.sex, p.citizenship from floor.care_case c
           join floor.person p on p.desk_id = c.desk_id and p.id = c.person_id where c.desk_id = $1 and c.id = $2`,
          id,
        ),
        ask(
          'services',
          'select * from floor.service where desk_id = $1 and case_id = $2 order by day desc, id desc',
          id,
        ),
        ask('notes', 'select * from floor.note where desk_id = $1 and case_id = $2 order by day desc, id desc', id),
        ask(
          'contacts',
          `select x.id, x.day, x.channel from floor.contact x join floor.care_case c on c.desk_id = x.desk_id and c.person_id = x.person_id
           where c.desk_id = $1 and c.id = $2 order by x.day desc`,
          id,
        ),
      ])
      return whole.length === 1
    },
    search: async () => {
      const [word = ''] = typed(chance, chance.pick(persons), false).split(' ')
      const found = await ask(
        'search',
        `select id, given, family, sex, citizenship from floor.person
         where desk_id = $1 and floor.unaccent(lower(given || ' ' || family)) like $2 order by family, given, id limit 20`,
        `%${plain(word)}%`,
      )
      return found.length > 0
    },
    create: async () => {
      const client = await pool.connect()
      try {
        const [person, care] = [v7(), v7()]
        await client.query('begin')
        await client.query({
          name: 'person',
          text: `insert into floor.person values ($1, $2, 'Amadou', 'Traoré', 'M', 'MLI', now())`,
          values: [desk.id, person],
        })
        await client.query({
          name: 'new-case',
          text: `insert into floor.care_case values ($1, $2, $3, 'open', '2025-12-31', null, null, 'grey-settled', 'permit',
            'logistics', 'grey', '{work}', '2025-12-31', 1)`,
          values: [desk.id, care, person],
        })
        await client.query('commit')
        return true
      } finally {
        client.release()
      }
    },
    year: async () =>
      (
        await ask(
          'year',
          `select to_char(day, 'YYYY-MM') as month, sex, citizenship, count(*) from floor.contact
           where desk_id = $1 and day between '2025-01-01' and '2025-12-31' group by 1, 2, 3`,
        )
      ).length > 0,
  }
}

export const floorPool = (config: pg.ClientConfig): pg.Pool => new pg.Pool({ ...config, max: 8 })
