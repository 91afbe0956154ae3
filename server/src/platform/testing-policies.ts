import { readFileSync } from 'node:fs'
import type { Ask } from './testing-catalogue.ts'

const setting = (name: string) => `(NULLIF(current_setting('varco.${name}'::text, true), ''::text))::uuid`
const HERE = `(desk_id = ${setting('desk')})`
const NETWORK = `(network_id = ${setting('network')})`
const ITSELF = `(id = ${setting('network')})`
const KEPT = `(${NETWORK} AND (tended_by = ${setting('desk')}))`
const BOTH = `(${NETWORK} AND ((from_desk = ${setting('desk')}) OR (tended_by = ${setting('desk')})))`
/** A proposal: written by the desk that makes it, read and ended by both: a trigger tells who does what. */
const BETWEEN: Record<string, string> = {
  SELECT: BOTH,
  INSERT: `(${NETWORK} AND (from_desk = ${setting('desk')}))`,
  UPDATE: BOTH,
}

const SENT = `(from_desk = ${setting('desk')})`
const GOT = `(to_desk = ${setting('desk')})`
const RECEIVED = `(${NETWORK} AND (${SENT} OR (${GOT} AND (delivered_at IS NOT NULL))))`
const ACTS = `(${NETWORK} AND (${SENT} OR ${GOT}) AND (by_desk = ${setting('desk')}))`
/** A referral: read by the receiver once it was delivered. What is done with it is written by the desk that does it. */
const REFERRED: Record<string, Record<string, string>> = {
  referral: { SELECT: RECEIVED, INSERT: `(${NETWORK} AND ${SENT})`, UPDATE: RECEIVED },
  referral_event: {
    SELECT: `(${NETWORK} AND (${SENT} OR (${GOT} AND shown)))`,
    INSERT: ACTS,
  },
  referral_appointment_step: { SELECT: `(${NETWORK} AND (${SENT} OR ${GOT}))`, INSERT: ACTS },
  referral_flow: { SELECT: NETWORK, INSERT: ACTS, DELETE: ACTS },
}

const OPENED = `(${NETWORK} AND ((owner_desk = ${setting('desk')}) OR (reader_desk = ${setting('desk')})))`
const RECEIVES = `(${NETWORK} AND ${GOT})`
/** A signal: written by the desk that receives it, its state read by both. */
const SIGNALLED: Record<string, string> = {
  SELECT: `(${NETWORK} AND (${SENT} OR ${GOT}))`,
  INSERT: RECEIVES,
  UPDATE: RECEIVES,
}
/** An emergency access: written in the desk whose case it is, read and ended by both. */
const GLASS: Record<string, string> = {
  SELECT: OPENED,
  INSERT: `(${NETWORK} AND (owner_desk = ${setting('desk')}))`,
  UPDATE: OPENED,
}

/** What the network reads, in the name of the desk that wrote it alone. */
const writtenBy = (column: string) => `(${NETWORK} AND (${column} = ${setting('desk')}))`

const rights = { r: 'SELECT', i: 'INSERT', u: 'UPDATE', d: 'DELETE' } as const
type Row = { table: string; role: string; right: string; rows: string }

const cells = (line: string) => line.split('|').slice(1, -1)
const named = (text: string) => [...text.matchAll(/`([a-z_]+)`/g)].map((found) => found[1] as string)
const lettersOf = (text: string) =>
  [...text.matchAll(/\b[riud]\b/g)].map((found) => rights[found[0] as keyof typeof rights])

/** Who may do what in which table, as docs/map.md says; which rows follows from the table. */
export function rightsOfTheMap(): Row[] {
  const map = readFileSync(`${import.meta.dirname}/../../../docs/map.md`, 'utf8')
  const lines = (map.split('\n## Tables\n')[1] ?? '').split('\n## ')[0]?.split('\n') ?? []
  return lines
    .filter((line) => line.startsWith('| `') && !line.includes('graphile_worker'))
    .flatMap((line) => {
      const [tables = '', app = '', platform = ''] = cells(line)
      const ofApp = whose.find(({ says }) => tables.includes(says))?.of ?? 'desk'
      return named(tables.split('(')[0] as string).flatMap((table) => [
        ...lettersOf(app).map((right) => ({ table, role: 'varco_app', right, rows: rowsOf(table, ofApp, right) })),
        ...lettersOf(platform).map((right) => ({
          table,
          role: 'varco_platform',
          right,
          rows: ofPlatform(table, right),
        })),
      ])
    })
}

/** A key by which tags are made is never taken away: nothing could be found any more. */
const ofPlatform = (table: string, right: string) =>
  table === 'data_key' && right === 'DELETE' ? `(purpose = 'seal'::text)` : 'true'

const whose = [
  { says: '(all)', of: 'all' },
  { says: 'kept by a desk', of: 'kept' },
  { says: 'of the two desks', of: 'between' },
  { says: 'of sender and receiver', of: 'referred' },
  { says: 'of owner and reader', of: 'glass' },
  { says: 'of antenna and desk', of: 'signal' },
  { says: 'written by a desk', of: 'written' },
  { says: 'ended by a desk', of: 'ended' },
  { says: 'of the own network', of: 'network' },
] as const

function rowsOf(table: string, of: (typeof whose)[number]['of'] | 'desk', right: string): string {
  if (of === 'desk') return HERE
  if (of === 'all') return 'true'
  if (of === 'between') return BETWEEN[right] ?? 'false'
  if (of === 'signal') return SIGNALLED[right] ?? 'false'
  if (of === 'glass') return GLASS[right] ?? 'false'
  if (of === 'referred') return REFERRED[table]?.[right] ?? 'false'
  if (of === 'written' && right === 'INSERT') return writtenBy('written_in')
  if (of === 'ended' && right === 'INSERT') return writtenBy('ended_in')
  if (of === 'kept' && right !== 'SELECT') return KEPT
  return table === 'network' ? ITSELF : NETWORK
}

const line = ({ table, role, right, rows }: Row) => `${role} ${right} ${table} where ${rows}`

/** What the database's policies and rights say otherwise than the map; of one table alone where it is named. */
export async function policyFindings(ask: Ask, table?: string): Promise<string[]> {
  const said = rightsOfTheMap().filter((row) => table === undefined || row.table === table)
  const only = (column: string) => (table === undefined ? '' : ` and ${column} = '${table}'`)
  const policies = await ask(
    `select tablename, cmd, roles::text[] as roles, qual, with_check from pg_policies where schemaname = 'public'${only('tablename')}`,
  )
  const held = policies.flatMap((policy) => {
    const commands = policy.cmd === 'ALL' ? Object.values(rights) : [String(policy.cmd)]
    return (policy.roles as string[]).flatMap((role) =>
      commands.flatMap((right) => {
        const seen = right === 'INSERT' ? [] : [policy.qual]
        // Without a condition of its own for what is written, a policy takes the one for what is seen.
        const written = ['INSERT', 'UPDATE'].includes(right) ? [policy.with_check ?? policy.qual] : []
        const row = { table: String(policy.tablename), role, right }
        return [...seen, ...written].map((rows): Row => ({ ...row, rows: String(rows) }))
      }),
    )
  })
  const granted = await ask(`
    select distinct relname || ' ' || r.rolname || ' ' || g.privilege_type as what
    from (select relname, relacl as acl from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      union all select c.relname, a.attacl from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and a.attacl is not null) held, aclexplode(acl) g join pg_roles r on r.oid = g.grantee
    where r.rolname in ('varco_app', 'varco_platform') and relname not in ('kysely_migration', 'kysely_migration_lock')${only('relname')}`)
  const wanted = new Set(said.map(line))
  const rightsSaid = said.map(({ table, role, right }) => `${table} ${role} ${right}`)
  const rightsHeld = granted.map(({ what }) => String(what))
  // A policy of the platform role for everything opens what was granted, and no more.
  const opens = ({ table, role, right }: Omit<Row, 'rows'>) =>
    role !== 'varco_platform' || rightsHeld.includes(`${table} ${role} ${right}`)
  const found = held.filter(opens).map(line)
  return [
    ...found.filter((each) => !wanted.has(each)).map((each) => `a policy too many: ${each}`),
    ...[...wanted].filter((each) => !found.includes(each)).map((each) => `no policy: ${each}`),
    ...rightsHeld.filter((each) => !rightsSaid.includes(each)).map((each) => `a right too many: ${each}`),
    ...rightsSaid.filter((each) => !rightsHeld.includes(each)).map((each) => `no right: ${each}`),
  ]
}
