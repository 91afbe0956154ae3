import { addDays, type CivilDate, weekdayOf } from '#model/calendar.ts'
import { NewArrival, NewDecision, NewPayment } from '#model/intake/arrival-contract.ts'
import { ContactFields } from '#model/outreach/contract.ts'
import { NewRelative, NewSafeContact } from '#model/people/ties-contract.ts'
import { NewHours } from '#model/worktime/contract.ts'
import seed from '../../seeds/demo-persons.json' with { type: 'json' }
import { addAppointment } from '../appointments/asks.ts'
import { closeNewCase, noteService, openNewCase } from '../cases/asks.ts'
import { addDocument } from '../documents/asks.ts'
import { addArrival, addDecision, addPayment } from '../intake/asks.ts'
import { addContact } from '../outreach/asks.ts'
import { addFollowUp, addGoal } from '../pathway/asks.ts'
import { addPerson, addRelative, addSafeContact } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { addHours } from '../worktime/asks.ts'

/** Nobody is asked to come on a Sunday. */
const workday = (day: CivilDate) => (weekdayOf(day) === 7 ? addDays(day, 1) : day)

/** Workers who do not exist, for the demonstration and for desks for trying out. */
export const invented = seed.persons
export type Invented = (typeof invented)[number]

/**
 * Records an invented worker with a contact and, if there is one, a case; only once in a desk. `follows`: the actor
 * follows the case where the story says that somebody does.
 */
export async function addInvented(
  at: At,
  person: Invented,
  { idOf, follows }: { idOf: (what: string) => string; follows: boolean },
): Promise<void> {
  const personId = idOf(person.code)
  if (!(await at.firstTime(personId, person.code, async () => null))) return
  const { code, given, family, birth, sex, citizenship, phone, language, sector, needs, channel, daysAgo } = person
  const contactId = idOf(`${code} contact`)
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
  if ('ties' in person) await addTies(at, personId, person.ties as Ties)
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
  const caseId = idOf(`${code} case`)
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
    followers:
      follower && follows
        ? [
            {
              accountId: at.actor.accountId as string,
              role: follower.startsWith('legale') ? 'legal_adviser' : 'worker',
            },
          ]
        : [],
    note,
  })
  for (const [document, state, days] of person.case.documents ?? []) {
    const expiresOn = typeof days === 'number' ? addDays(at.today, days) : null
    await addDocument(at, personId, document as never, { state: state as never, expiresOn })
  }
  for (const [area, text, steps] of (person.case.pathway ?? []) as [string, string, [string, string, number][]][])
    await addGoal(
      at,
      caseId,
      {
        id: idOf(`${code} ${text}`),
        area: area as never,
        text,
        agreedOn: day,
        state: 'open',
        since: null,
        why: '',
        discreet: false,
      },
      steps.map(([step, owner, days]) => {
        // A colleague's step is of whoever follows the case, where somebody does.
        const account = owner === 'member' && follows ? at.actor.accountId : null
        return {
          id: idOf(`${code} ${step}`),
          ...{ text: step, owner: account ? 'member' : 'person', account, other: '' },
          ...{ due: addDays(at.today, days), state: 'open', doneOn: null, discreet: false },
        }
      }),
    )
  await addWayHere(at, caseId, person, idOf)
  for (const [no, { from, until, ...said }] of ('hours' in person.case ? (person.case.hours ?? []) : []).entries())
    await addHours(
      at,
      caseId,
      NewHours.parse({
        ...said,
        id: idOf(`${code} hours ${no}`),
        from: addDays(at.today, from),
        until: addDays(at.today, until),
      }),
    )
  if (follows && 'appointments' in person.case)
    for (const [days, time, minutes, what, text] of person.case.appointments as [
      number,
      string,
      number,
      string,
      string,
    ][])
      await addAppointment(at, {
        ...{
          id: idOf(`${code} ${days} ${time}`),
          case: caseId,
          day: workday(addDays(at.today, days)),
          time,
          minutes,
          text,
        },
        ...{ kind: what as never, colleagues: [at.actor.accountId as string] },
      })
  const kind = needs[0] as string
  if (service)
    await noteService(at, caseId, {
      id: idOf(`${code} service`),
      day: addDays(day, Math.min(2, daysAgo)),
      kind,
      text: service,
    })
  if ('outcome' in person.case) await closeNewCase(at, caseId, person.case.outcome as string, at.today)
  if ('exit' in person.case)
    await addFollowUp(at, caseId, idOf(`${code} exit`), {
      ...(person.case.exit as object),
      ...{ no: 0, moment: 'exit', day: at.today },
    })
}

type Ties = { safeContact: object; relatives: readonly object[] }

/** How an invented worker is reached safely, and the family. */
async function addTies(at: At, personId: string, { safeContact, relatives }: Ties): Promise<void> {
  await addSafeContact(at, personId, NewSafeContact.parse({ no: 0, ...safeContact }))
  for (const each of relatives) await addRelative(at, personId, NewRelative.parse({ no: 0, ...each }))
}

type Ago = { monthsAgo: number }
type Told = { arrival?: Ago; payments?: readonly Ago[]; decisions?: readonly Ago[] }

/** How an invented worker came, what was paid and what others decided, in months that count back from today. */
async function addWayHere(at: At, caseId: string, { code, case: kase }: Invented, idOf: (what: string) => string) {
  const { arrival, payments = [], decisions = [] } = kase as Told
  const month = ({ monthsAgo }: Ago) => addDays(at.today, -30 * monthsAgo).slice(0, 7)
  const without = <T extends Ago>({ monthsAgo: _, ...rest }: T) => ({ no: 0, ...rest })
  if (arrival) await addArrival(at, caseId, NewArrival.parse({ ...without(arrival), since: month(arrival) }))
  for (const [no, each] of payments.entries())
    await addPayment(
      at,
      caseId,
      idOf(`${code} payment ${no}`),
      NewPayment.parse({ ...without(each), paidOn: month(each) }),
    )
  for (const [no, each] of decisions.entries())
    await addDecision(
      at,
      caseId,
      idOf(`${code} decision ${no}`),
      NewDecision.parse({ ...without(each), decidedOn: month(each) }),
    )
}
