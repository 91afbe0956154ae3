import type { ClientConfig } from 'pg'
import { ask } from './platform/testing-ask.ts'
import type { Operator, Written } from './testing-operators.ts'

const TABLES = {
  contact: 'contact',
  person: 'person',
  case: 'care_case',
  service: 'service_delivered',
  note: 'case_note',
  draft: 'draft',
}

export type Totals = Record<Written['kind'], number>

const ofVarco = (supervisor: ClientConfig): ClientConfig => ({ ...supervisor, database: 'varco' })

export async function totals(supervisor: ClientConfig): Promise<Totals> {
  const counts = Object.entries(TABLES).map(([kind, table]) => `(select count(*)::int from ${table}) as "${kind}"`)
  const [row] = await ask<Totals>(ofVarco(supervisor), `select ${counts.join(', ')}`)
  return row as Totals
}

/** Over HTTP, as its operator: each acknowledged write with its content. Answers with what is not as it was acknowledged. */
export async function notFound({ desk, call, written }: Operator): Promise<string[]> {
  const wrong: string[] = []
  // biome-ignore lint/suspicious/noExplicitAny: only what must be in an answer is looked at
  const get = async (path: string): Promise<any> => {
    const reply = await call('GET', `/desks/${desk}${path}`)
    const text = await reply.text()
    return reply.ok ? JSON.parse(text) : null
  }
  const cases = new Map<string, { personId: string; texts: string[] }>()
  for (const { id } of written.filter((each) => each.kind === 'case')) {
    const found = await get(`/cases/${id}`)
    const texts = [...(found?.services ?? []), ...(found?.notes ?? [])].map((each) => `${each.id} ${each.text}`)
    cases.set(id, { personId: found?.person.id, texts })
  }
  for (const { kind, id, of, words } of written) {
    const there = {
      contact: async () => (await get(`/contacts/${id}`))?.note === words,
      person: async () => (await get(`/persons/${id}`))?.identity.familyName === words,
      case: async () => cases.get(id)?.personId === words,
      service: async () => cases.get(of)?.texts.filter((text) => text === `${id} ${words}`).length === 1,
      note: async () => cases.get(of)?.texts.filter((text) => text === `${id} ${words}`).length === 1,
      draft: async () =>
        (await get('/drafts'))?.rows.some((row: { id: string; body: string }) => row.id === id && row.body === words),
    }
    if (!(await there[kind]())) wrong.push(`${kind} ${id} in ${desk}`)
  }
  return wrong
}

/** The act of the register and the record it names. Drafts stand in no register. */
const inRegister: Record<Written['kind'], (it: Written) => string | null> = {
  contact: ({ id }) => `logContact ${id}`,
  person: ({ id }) => `recordPerson ${id}`,
  case: ({ id }) => `takeInCharge ${id}`,
  service: ({ of }) => `deliverService ${of}`,
  note: ({ of }) => `addNote ${of}`,
  draft: () => null,
}

/** Acknowledged writes that the register of accesses does not tell of: a write that was sent twice may stand there twice. */
export async function notInRegister(supervisor: ClientConfig, written: readonly Written[]): Promise<string[]> {
  const rows = await ask<{ what: string; count: number }>(
    ofVarco(supervisor),
    `select act || ' ' || record_id as what, count(*)::int from (
        select act, record_id, kind from audit_entry union all select act, record_id, kind from audit_pending) as entry
      where kind = 'write' and record_id is not null group by 1`,
  )
  const left = new Map(rows.map((row) => [row.what, row.count]))
  return written.flatMap((each) => {
    const what = inRegister[each.kind](each)
    if (what === null) return []
    left.set(what, (left.get(what) ?? 0) - 1)
    return (left.get(what) as number) < 0 ? [what] : []
  })
}

/** Where the kept tally and a recount differ. */
export const tallyFaults = (supervisor: ClientConfig): Promise<unknown[]> =>
  ask(
    ofVarco(supervisor),
    `with kept as (select desk_id, month, measure, sex, citizenship, sum(count) as n from month_tally group by 1, 2, 3, 4, 5),
      real as (
        select desk_id, date_trunc('month', day)::date as month, 'contacts' as measure, sex, citizenship, count(*) as n
        from contact where withdrawn_at is null group by 1, 2, 3, 4, 5
        union all
        select c.desk_id, date_trunc('month', c.opened_on)::date, 'casesOpened', p.sex, p.citizenship, count(*)
        from care_case c join person p on p.desk_id = c.desk_id and p.id = c.person_id group by 1, 2, 3, 4, 5)
      select * from kept full join real using (desk_id, month, measure, sex, citizenship)
      where coalesce(kept.n, 0) <> coalesce(real.n, 0)`,
  )
