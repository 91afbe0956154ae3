import { v7 } from 'uuid'
import type { z } from 'zod'
import type { NewCase } from '#model/intake/contract.ts'
import type { ServiceEntry } from '#model/network/contract.ts'
import type { AgreementFields } from '#model/network/contract-bodies.ts'
import type { ContactFields } from '#model/outreach/contract.ts'
import type { NewPerson } from '#model/people/contract.ts'
import type { Caller } from './testing.ts'

type Sent<S extends z.ZodType> = Partial<z.input<S>>

/** A person as a form sends it; what is not said stays empty. */
export const newPerson = (more: Sent<typeof NewPerson> = {}): z.input<typeof NewPerson> => ({
  id: v7(),
  identity: { givenName: 'Amina', familyName: 'Diallo' },
  sex: 'F',
  citizenship: 'SEN',
  ...more,
})

type SentContact = z.input<typeof ContactFields> & { id: string }

export const newContact = (more: Partial<SentContact> = {}): SentContact => ({
  id: v7(),
  day: '2026-01-10',
  channel: 'desk',
  ...more,
})

export const newCase = (personId: string, more: Sent<typeof NewCase> = {}): z.input<typeof NewCase> => ({
  id: v7(),
  personId,
  openedOn: '2026-01-10',
  legalBasis: 'public-task',
  followers: [],
  ...more,
})

/** An entry of the directory; a body of its own, unless one is named. */
export const newEntry = ({
  facts,
  ...more
}: Partial<Omit<Entry, 'facts'>> & { facts?: Partial<Entry['facts']> } = {}): Entry => ({
  organisationId: null,
  newOrganisation: 'Casa aperta',
  desk: null,
  name: 'Ascolto',
  area: 'Milano',
  calls: [],
  ...more,
  facts: {
    needs: ['first-contact'],
    languages: ['it'],
    opening: null,
    address: 'Via Inventata 1',
    ways: [],
    documentsAsked: '',
    eligibility: [],
    withoutPermit: 'not-stated',
    cost: '',
    about: { it: '', en: '' },
    public: true,
    ...facts,
  },
})
type Entry = z.input<typeof ServiceEntry>

export const newAgreement = (organisationId: string, more: Sent<typeof AgreementFields> = {}) => ({
  title: 'Protocollo di prova',
  kind: 'protocol' as const,
  from: '2025-05-01',
  until: null,
  parties: [{ organisationId, does: 'Accoglie' }],
  ...more,
})

async function done(sent: Promise<{ status: number; body: unknown }>) {
  const { status, body } = await sent
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
}

/** Records a person and answers with the id. */
export async function record(by: Caller, more: Sent<typeof NewPerson> = {}): Promise<string> {
  const person = newPerson(more)
  await done(by.call('POST', '/persons', person))
  return person.id
}

/** Logs a contact and answers with the id. */
export async function log(by: Caller, more: Partial<SentContact> = {}): Promise<string> {
  const contact = newContact(more)
  await done(by.call('POST', '/contacts', contact))
  return contact.id
}

/** Takes a person in charge (a new one if none is named) and answers with the id of the case. */
export async function takeCharge(by: Caller, more: Sent<typeof NewCase> & { personId?: string } = {}): Promise<string> {
  const opened = newCase(more.personId ?? (await record(by)), more)
  await done(by.call('POST', '/cases', opened))
  return opened.id
}

/** An answer about signs. */
export const newSign = (more: object = {}) => ({
  id: v7(),
  sign: 'index-pay',
  answer: 'yes',
  evidence: 'Buste paga di due mesi',
  saidBy: 'document',
  periods: [{ from: '2025-10', until: '2025-10' }],
  day: '2026-01-12',
  ...more,
})

/** An appointment on the day after the one on which tests stand; who comes and which colleagues are said by the test. */
export const newBooking = (more: object = {}) => ({
  id: v7(),
  day: '2026-01-16',
  time: '09:30',
  minutes: 60,
  kind: 'interview',
  text: 'Portare la busta paga',
  ...more,
})

/** Working hours of a week, as they are remembered. */
export const newHours = (more: object = {}) => ({
  id: v7(),
  from: '2025-10-06',
  until: '2025-10-12',
  worked: [1, 2, 3, 4, 5, 6],
  free: [7],
  turns: [{ start: '06:00', end: '20:00', pause: 60 }],
  place: 'Cantiere di via Roma',
  saidBy: 'person',
  evidence: 'Messaggi del capocantiere',
  note: '',
  ...more,
})

export const newTask = (more: object = {}) => ({
  ...{ no: 0, caseId: null, text: 'Call the health desk', owner: null, day: '2026-01-20', state: 'open' },
  ...more,
})

/** A task of a case that a colleague gave to somebody who has not looked at it. */
export async function addTask(by: Caller, kase: string, owner: string, more: object = {}): Promise<string> {
  const task = v7()
  await done(by.call('PUT', `/tasks/${task}`, newTask({ caseId: kase, owner, ...more })))
  return task
}

/** The mark of what a member has in a case, or of the rest, as it is shown before it is handed over. */
export async function markOf(by: Caller, account: string, kase: string | null): Promise<string> {
  const { body } = await by.call('GET', `/holdings?from=${account}`)
  const row = body.rows.find(({ caseId }: { caseId: string }) => caseId === kase)
  return (kase === null ? body.rest : row).mark
}

export const newHandover = (from: string, to: string, mark: string, more: object = {}) => ({
  ...{ id: v7(), from, to, mark, what: ['steps', 'tasks', 'appointments'], note: 'Portare il verbale' },
  ...more,
})

/** A colleague hands a case over; answers with the id of the handover. */
export async function addHandover(by: Caller, kase: string, to: string, more: object = {}): Promise<string> {
  const handover = newHandover(by.accountId, to, await markOf(by, by.accountId, kase), more)
  await done(by.call('POST', `/cases/${kase}/handovers`, handover))
  return handover.id
}

export const newSubstitution = (absent: string, standIn: string, more: object = {}) => ({
  ...{ id: v7(), absent, standIn, fromDay: '2026-01-15', untilDay: '2026-01-20' },
  ...more,
})

/** A colleague stands in for somebody; answers with the id of the substitution. */
export async function addSubstitution(by: Caller, absent: string, standIn: string, more: object = {}): Promise<string> {
  const substitution = newSubstitution(absent, standIn, more)
  await done(by.call('POST', '/substitutions', substitution))
  return substitution.id
}

/** A note that names a colleague, with what stood in it before it was corrected. */
export async function addCorrectedNote(by: Caller, kase: string): Promise<void> {
  const note = { id: v7(), day: '2026-01-12', kind: 'call', text: 'A note', mentions: [by.accountId] }
  await done(by.call('POST', `/cases/${kase}/notes`, note))
  await done(by.call('PUT', `/cases/${kase}/notes/${note.id}`, { kind: 'call', text: 'Corrected', version: 1 }))
}

export const newGoal = (more: object = {}) => ({
  no: 0,
  area: 'italian',
  text: 'Parlare con il medico da sola',
  agreedOn: '2026-01-10',
  ...more,
})
export const newStep = (goal: string, more: object = {}) => ({
  no: 0,
  goal,
  text: 'Iscriversi al corso',
  owner: 'person',
  due: '2026-01-20',
  ...more,
})
export const newReview = (more: object = {}) => ({ no: 0, day: '2026-01-12', text: 'Va meglio', ...more })

/** What was told after a closing on 14 January. */
export const newFollowUp = (more: object = {}) => ({
  no: 0,
  moment: 'exit',
  day: '2026-01-14',
  reached: 'yes',
  work: 'regular',
  safe: 'yes',
  text: 'Ha un contratto di un anno',
  ...more,
})

/** A goal with a step, and a review, in a case. */
export async function addPathway(
  by: Caller,
  kase: string,
  more: { goal?: object; step?: object; review?: object } = {},
) {
  const [goal, step, review] = [v7(), v7(), v7()]
  const at = `/cases/${kase}/pathway`
  await done(by.call('PUT', `${at}/goals/${goal}`, newGoal(more.goal)))
  await done(by.call('PUT', `${at}/steps/${step}`, newStep(goal, more.step)))
  await done(by.call('PUT', `${at}/reviews/${review}`, newReview(more.review)))
  return { goal, step, review }
}

/** Closes a case on 14 January, and writes how the person is; answers with the id of what was told. */
export async function closeWithFollowUp(by: Caller, kase: string, more: object = {}): Promise<string> {
  const id = v7()
  await done(by.call('POST', `/cases/${kase}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 }))
  await done(by.call('PUT', `/cases/${kase}/pathway/follow-ups/${id}`, newFollowUp(more)))
  return id
}
