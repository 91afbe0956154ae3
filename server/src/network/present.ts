import type { z } from 'zod'
import type { CivilDate } from '#model/calendar.ts'
import type { Change, Service, ServiceLine } from '#model/network/contract.ts'
import type { Candidate } from '#model/network/find-services.ts'
import { nextOpening, openAt } from '#model/network/opening.ts'
import { actsOn, staleBefore } from '#model/network/rules.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { agreementsOf } from './bodies.ts'
import { addressOf, askedOf } from './links.ts'
import { bodyNamed, deskNamed, type Names, namesOfNetwork } from './names.ts'
import { noteOf } from './notes.ts'
import { callRows, type ServiceRow, serviceRow, versionRows } from './services.ts'

const lineOf = (row: ServiceRow, names: Names, before: CivilDate): Candidate['line'] => ({
  id: row.id,
  state: row.state,
  name: row.name,
  area: row.area,
  organisation: bodyNamed(names, row.organisation_id),
  desk: row.at_desk === null ? null : deskNamed(names, row.at_desk),
  needs: row.facts.needs,
  languages: row.facts.languages,
  withoutPermit: row.facts.withoutPermit,
  capacity:
    row.capacity_at === null ? null : { free: row.capacity_free, total: row.capacity_total, at: row.capacity_at },
  phone: row.facts.ways.find(({ kind }) => kind === 'phone' || kind === 'free-number')?.value ?? null,
  assuredOn: row.assured_on as CivilDate,
  stale: row.assured_on < before,
})

export function candidatesOf(
  at: At,
  rows: readonly ServiceRow[],
  names: Names,
  reported: ReadonlySet<string>,
): Candidate[] {
  const before = staleBefore(at.today)
  return rows.map((row) => ({
    line: lineOf(row, names, before),
    openNow: () => row.facts.opening && openAt(row.facts.opening, at.now),
    facts: row.facts,
    ours: row.tended_by === at.desk.id,
    reported: reported.has(row.id),
  }))
}

export const lineInList = ({ line, openNow }: Candidate): ServiceLine => ({ ...line, openNow: openNow() })

/** An entry with everything that the desk at hand may read of it. */
export async function presentService(at: At, id: string): Promise<z.input<typeof Service>> {
  const [row, names, calls, versions, agreements, note, nameOf] = await Promise.all([
    serviceRow(at, id),
    namesOfNetwork(at),
    callRows(at, id),
    versionRows(at, id),
    agreementsOf(at),
    noteOf(at, id),
    namesOfActors(at),
  ])
  if (!row) throw notFound()
  const [candidate] = candidatesOf(at, [row], names, new Set()) as [Candidate]
  const line = lineInList(candidate)
  const tends = row.tended_by === at.desk.id && at.actor.grants.includes('service.tend')
  return {
    ...line,
    tendedBy: deskNamed(names, row.tended_by),
    facts: row.facts,
    calls: calls.map(({ name, part, phone, mail }) => ({ name, part, phone, mail })),
    next: row.facts.opening && line.openNow === false ? nextOpening(row.facts.opening, at.now) : null,
    agreements: agreements(names).filter(({ parties }) =>
      parties.some(({ organisation }) => organisation.id === row.organisation_id),
    ),
    asked: tends ? await askedOf(at, id) : null,
    mailed: tends && addressOf(row.facts) !== undefined,
    note: note && { text: note.text, version: note.version },
    history: versions.map((each) => ({
      id: each.id,
      at: each.at,
      act: each.act as Change['act'],
      desk: deskNamed(names, each.by_desk),
      by: each.by_desk === at.desk.id && !each.actor.startsWith('link:') ? nameOf(each.actor) : null,
      changed: each.changed,
    })),
    version: row.version,
    can: actsOn({ state: row.state, ours: row.tended_by === at.desk.id }, at.actor.grants),
  }
}
