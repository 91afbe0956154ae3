import type { CaseEvent, CaseFile, ServiceDelivered } from '#model/cases/contract.ts'
import type { Note } from '#model/notes/contract.ts'
import { type Happening, HappeningKind } from '#model/timeline/contract.ts'

export const entryKinds = ['note', 'service', 'event', 'contact', ...HappeningKind.options] as const
export type EntryKind = (typeof entryKinds)[number]

/** One line, and the ids of the records that it stands for. `at`: when it was written, where that is known. */
export type Entry = { id: string; day: string; at: string; ids: readonly string[] } & (
  | { kind: 'note'; note: Note }
  | { kind: 'service'; service: ServiceDelivered }
  | { kind: 'event'; event: CaseEvent }
  | { kind: 'contact'; channel: string }
  | { kind: HappeningKind; told: readonly [Happening, ...Happening[]] }
)

type Told = Pick<CaseFile, 'notes' | 'services' | 'events' | 'contacts'>

/** Everything that happened in a case, latest first. Within a day what was written last stands on top. */
export function timelineOf(file: Told, happenings: readonly Happening[] = []): Entry[] {
  const one = ({ id, day }: { id: string; day: string }, at: string, ids = [id]) => ({ id, day, at, ids })
  const entries: Entry[] = [
    ...file.notes.map((note) => ({ ...one(note, note.writtenAt), kind: 'note' as const, note })),
    // Ids are made in the order of time: they part what was noted on the same day.
    ...file.services.map((service) => ({ ...one(service, instantOf(service.id)), kind: 'service' as const, service })),
    ...file.events.map((event) => ({ ...one(event, event.at), kind: 'event' as const, event })),
    ...file.contacts.map((contact) => ({ ...one(contact, ''), kind: 'contact' as const, channel: contact.channel })),
    ...atOnce(happenings).map((told) => {
      const [first] = told
      const ids = told.map(({ id }) => id)
      return { ...one(first, first.at, ids), kind: first.kind, told }
    }),
  ]
  const order = ({ day, at }: Entry) => `${day} ${at}`
  return entries.sort((a, b) => (order(a) < order(b) ? 1 : order(a) > order(b) ? -1 : 0))
}

/** How much was written in a case after an instant, by kind. */
export const writtenSince = (entries: readonly Entry[], instant: string): ReadonlyMap<EntryKind, number> =>
  new Map(
    [
      ...Map.groupBy(
        entries.filter(({ at }) => at > instant),
        ({ kind }) => kind,
      ),
    ].map(([kind, all]) => [kind, all.reduce((sum, { ids }) => sum + ids.length, 0)]),
  )

/** What was written in one act is one line: the steps of a template, say. */
const atOnce = (happenings: readonly Happening[]): [Happening, ...Happening[]][] => [
  ...(
    Map.groupBy(happenings, ({ kind, act, day, at, by }) => [kind, act, day, at, by].join(' ')) as Map<
      string,
      [Happening, ...Happening[]]
    >
  ).values(),
]

/** The instant in which a UUID v7 was made. */
function instantOf(id: string): string {
  const millis = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  return Number.isFinite(millis) && millis < 8.64e15 ? new Date(millis).toISOString() : ''
}

/** What was typed in an entry, all of it. */
function wordsOf(entry: Entry): string {
  if (entry.kind === 'note') return entry.note.text
  if (entry.kind === 'service') return entry.service.text
  if (entry.kind === 'event') return entry.event.what
  if (entry.kind === 'contact') return ''
  return entry.told.map(({ what }) => what).join(' ')
}

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether every word that is looked for stands in an entry, however it is written, or in what the page says of it. */
export function holds(entry: Entry, sought: string, says = ''): boolean {
  const there = bare(`${wordsOf(entry)} ${says}`)
  return bare(sought)
    .split(/\s+/)
    .every((word) => there.includes(word))
}
