import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
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
  identity: { givenName: string; familyName: string; phones?: string[]; birthDate?: string },
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

/** Records a consent, read today, that covers giving everything of a person to a body of the network. */
export async function coverWith(caller: Caller, personId: string, bodyName: string): Promise<void> {
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(caller, `${milan}/controllers`)
  const body = rows.find(({ name }) => name === bodyName)?.id
  const scopes = ['identity', 'contact-details', 'stay', 'work', 'needs', 'services', 'notes']
  const notice = { kind: 'consent-share', version: 1, language: 'it' }
  await done(
    caller('POST', `${milan}/persons/${personId}/grounds`, {
      ...{ id: v7(), kind: 'consent', purpose: 'referral', recipient: 'body', body, scopes, notice, how: 'spoken' },
      fromDay: now(),
    }),
  )
}

/** Sends the person of a case to a service of the network, and waits until it is there; answers with the id. */
export async function newReferral(caller: Caller, caseId: string, service: string): Promise<string> {
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(caller, `${milan}/directory?desk=any`)
  const serviceId = rows.find(({ name }) => name === service)?.id
  const fields = { scopes: ['name', 'phones'], urgency: 'ordinary', need: 'work', language: 'fr' }
  const { id } = (await done(
    caller('POST', `${milan}/cases/${caseId}/referrals`, {
      ...{ id: v7(), serviceId, ...fields, question: 'Un colloquio', story: '' },
    }),
  )) as { id: string }
  const { shown } = await ask<{ shown: string }>(caller, `${milan}/referrals/${id}/preview`)
  await done(caller('POST', `${milan}/referrals/${id}/send`, { version: 1, shown }))
  await vi.waitFor(
    async () => {
      const { deliveredAt } = await ask<{ deliveredAt: string | null }>(caller, `${milan}/referrals/${id}`)
      expect(deliveredAt).not.toBeNull()
    },
    { timeout: 20_000, interval: 100 },
  )
  return id
}
