import type { CaseEvent, CaseFile, ServiceDelivered } from '#model/cases/contract.ts'
import type { Note } from '#model/notes/contract.ts'

export const entryKinds = ['note', 'service', 'event', 'contact'] as const
export type EntryKind = (typeof entryKinds)[number]

export type Entry = { id: string; day: string } & (
  | { kind: 'note'; note: Note }
  | { kind: 'service'; service: ServiceDelivered }
  | { kind: 'event'; event: CaseEvent }
  | { kind: 'contact'; channel: string }
)

/** Everything that happened in a case, latest first. Within a day what was written last stands on top. */
export function timelineOf(file: Pick<CaseFile, 'notes' | 'services' | 'events' | 'contacts'>): Entry[] {
  const entries: { order: string; entry: Entry }[] = [
    ...file.notes.map((note) => ({
      order: `${note.day} ${note.writtenAt}`,
      entry: { kind: 'note' as const, id: note.id, day: note.day, note },
    })),
    ...file.services.map((service) => ({
      // Ids are made in the order of time: they part what was noted on the same day.
      order: `${service.day} ${instantOf(service.id)}`,
      entry: { kind: 'service' as const, id: service.id, day: service.day, service },
    })),
    ...file.events.map((event) => ({
      order: `${event.day} ${event.at}`,
      entry: { kind: 'event' as const, id: event.id, day: event.day, event },
    })),
    ...file.contacts.map((contact) => ({
      order: `${contact.day} `,
      entry: { kind: 'contact' as const, id: contact.id, day: contact.day, channel: contact.channel },
    })),
  ]
  return entries
    .sort((one, other) => (one.order < other.order ? 1 : one.order > other.order ? -1 : 0))
    .map((one) => one.entry)
}

/** The instant in which a UUID v7 was made. */
function instantOf(id: string): string {
  const millis = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  return Number.isFinite(millis) && millis < 8.64e15 ? new Date(millis).toISOString() : ''
}
