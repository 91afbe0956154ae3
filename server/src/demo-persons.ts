import { addDays } from '#model/calendar.ts'
import { ContactFields } from '#model/outreach/contract.ts'
import persons from '../seeds/demo-persons.json' with { type: 'json' }
import { closeNewCase, noteService, openNewCase } from './cases/asks.ts'
import { addContact } from './outreach/asks.ts'
import { addPerson } from './people/asks.ts'
import { type Actor, type At, type DeskHere, enterDesk, type House } from './platform/door.ts'

/** Finds a member of the demonstration, to act in a desk. */
type DemoActor = (house: House, deskCode: string, name: string) => Promise<{ desk: DeskHere; actor: Actor }>

type DemoPerson = (typeof persons.persons)[number]

/** Who writes the demonstration's records where a case names nobody. */
const writers: Record<string, string> = {
  'pua-milano': 'tutor.milano',
  'derive-e-approdi': 'strada.derive',
  'pua-bergamo': 'tutor.bergamo',
}

/** Loads the invented workers, each in one transaction of its own and only once. */
export async function loadDemoPersons(
  house: House,
  actorOf: DemoActor,
  demoId: (what: string) => string,
): Promise<void> {
  for (const person of persons.persons) {
    const writer = (person.case?.follower ?? writers[person.desk]) as string
    const { desk, actor } = await actorOf(house, person.desk, writer)
    const id = demoId(person.code)
    await enterDesk(house, desk, actor, { act: 'demonstration', record: 'person', recordId: id }, async (at) => {
      if (await at.firstTime(id, person.code, async () => null)) await loadOne(at, person, demoId)
    })
  }
}

async function loadOne(at: At, person: DemoPerson, demoId: (what: string) => string): Promise<void> {
  const { code, given, family, birth, sex, citizenship, phone, language, sector, needs, channel, daysAgo } = person
  const personId = demoId(code)
  const contactId = demoId(`${code} contact`)
  const day = addDays(at.today, -daysAgo)
  await addPerson(
    at,
    personId,
    { sex, citizenship },
    {
      givenName: given,
      familyName: family,
      otherNames: '',
      birthDate: birth as never,
      phones: phone ? [phone] : [],
      documents: [],
      address: '',
      code,
    },
  )
  const said = ContactFields.parse({
    day,
    channel,
    language,
    sector,
    sex,
    citizenship,
    needs,
    given: ['information'],
    personId,
    note: 'Dato inventato per la dimostrazione.',
  })
  await addContact(at, contactId, said)
  if (!person.case) return
  const { profile, stay, work, follower, service, note } = person.case
  const caseId = demoId(`${code} case`)
  await openNewCase(at, {
    id: caseId,
    personId,
    contactId,
    openedOn: day,
    profile: profile as never,
    stayDocument: stay as never,
    sector: said.sector,
    workForm: work as never,
    needs: said.needs,
    legalBasis: 'public-task',
    followers: follower
      ? [{ accountId: at.actor.accountId as string, role: follower.startsWith('legale') ? 'legal_adviser' : 'worker' }]
      : [],
    note,
  })
  const kind = needs[0] as string
  if (service)
    await noteService(at, caseId, {
      id: demoId(`${code} service`),
      day: addDays(day, Math.min(2, daysAgo)),
      kind,
      text: service,
    })
  if ('outcome' in person.case) await closeNewCase(at, caseId, person.case.outcome as string, at.today)
}
