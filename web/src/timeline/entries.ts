import type { CaseEvent, CaseFile, ServiceDelivered } from '#model/cases/contract.ts'
import type { Note } from '#model/notes/contract.ts'
import { type Happening, HappeningKind } from '#model/timeline/contract.ts'

export const entryKinds = ['note', 'service', 'event', 'contact', ...HappeningKind.options] as const
export type EntryKind = (typeof entryKinds)[number]

/** One line, and the ids of the records that it stands for. */
export type Entry = { id: string; day: string; ids: readonly string[] } & (
  | { kind: 'note'; note: Note }
  | { kind: 'service'; service: ServiceDelivered }
  | { kind: 'event'; event: CaseEvent }
  | { kind: 'contact'; channel: string }
  | { kind: HappeningKind; told: readonly [Happening, ...Happening[]] }
)

type Told = Pick<CaseFile, 'notes' | 'services' | 'events' | 'contacts'>

/** Everything that happened in a case, latest first. Within a day what was written last stands on top. */
export function timelineOf(file: Told, happenings: readonly Happening[] = []): Entry[] {
  const entries: { order: string; entry: Entry }[] = [
    ...file.notes.map((note) => ({
      order: `${note.day} ${note.writtenAt}`,
      entry: { kind: 'note' as const, id: note.id, ids: [note.id], day: note.day, note },
    })),
    ...file.services.map((service) => ({
      // Ids are made in the order of time: they part what was noted on the same day.
      order: `${service.day} ${instantOf(service.id)}`,
      entry: { kind: 'service' as const, id: service.id, ids: [service.id], day: service.day, service },
    })),
    ...file.events.map((event) => ({
      order: `${event.day} ${event.at}`,
      entry: { kind: 'event' as const, id: event.id, ids: [event.id], day: event.day, event },
    })),
    ...file.contacts.map((contact) => ({
      order: `${contact.day} `,
      entry: {
        ...{ kind: 'contact' as const, id: contact.id, ids: [contact.id] },
        ...{ day: contact.day, channel: contact.channel },
      },
    })),
    ...atOnce(happenings).map((told) => ({
      order: `${told[0].day} ${told[0].at}`,
      entry: { kind: told[0].kind, id: told[0].id, ids: told.map(({ id }) => id), day: told[0].day, told },
    })),
  ]
  return entries
    .sort((one, other) => (one.order < other.order ? 1 : one.order > other.order ? -1 : 0))
    .map((one) => one.entry)
}

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
