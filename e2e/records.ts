import { v7 } from 'uuid'
import { today } from '#model/calendar.ts'

/** Calls of a signed-in member, as `signInAt` gives them. */
export type Caller = (method: string, path: string, body?: unknown) => Promise<Response>

const milan = '/desks/pua-milano'
const now = () => today(new Date().toISOString())

async function done(reply: Promise<Response>): Promise<unknown> {
  const answer = await reply
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

export const ask = async <T>(caller: Caller, path: string): Promise<T> => (await done(caller('GET', path))) as T

/** Records an invented person at the Milan desk; answers with the id. */
export async function newPerson(
  caller: Caller,
  identity: { givenName: string; familyName: string; phones?: string[] },
): Promise<string> {
  const id = v7()
  await done(caller('POST', `${milan}/persons`, { id, identity, sex: 'not_asked', citizenship: 'not_asked' }))
  return id
}

/** Takes a person of the Milan desk in charge today; answers with the id of the case. */
export async function newCase(caller: Caller, personId: string): Promise<string> {
  const id = v7()
  await done(
    caller('POST', `${milan}/cases`, { id, personId, openedOn: now(), legalBasis: 'public-task', followers: [] }),
  )
  return id
}

/** Logs a contact at the Milan desk today; answers with the id. */
export async function newContact(caller: Caller, personId: string | null): Promise<string> {
  const id = v7()
  await done(caller('POST', `${milan}/contacts`, { id, day: now(), channel: 'desk', personId }))
  return id
}

export async function newNote(caller: Caller, caseId: string, text: string): Promise<void> {
  await done(caller('POST', `${milan}/cases/${caseId}/notes`, { id: v7(), day: now(), kind: 'interview', text }))
}
