import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import type { ToldMap } from '#model/network/contract-map.ts'
import { unfolded } from '#model/network/flows.ts'
import { ask, type Caller } from './records.ts'

const milan = '/desks/pua-milano'

async function done<T>(reply: Promise<Response>): Promise<T> {
  const answer = await reply
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

type Body = { id: string; desks: { code: string }[] }
type Line = { id: string; name: string; desk: { code: string } | null }

/** Sends referrals of a case of the Milan desk to a service of the desk of Bergamo, and waits until they arrived there. */
export async function sendSome(caller: Caller, case_: string, person: string, count: number): Promise<Line> {
  const { rows: services } = await ask<{ rows: Line[] }>(caller, `${milan}/directory?area=Bergamo`)
  const service = services.find(({ desk }) => desk?.code === 'pua-bergamo')
  const { rows: bodies } = await ask<{ rows: Body[] }>(caller, `${milan}/bodies`)
  const body = bodies.find(({ desks }) => desks.some(({ code }) => code === 'pua-bergamo'))
  if (!service || !body) throw new Error('the demonstration has no service of the desk of Bergamo')
  const ground = {
    ...{ id: v7(), kind: 'public-task', purpose: 'referral', recipient: 'body', body: body.id, task: 'L. 328/2000' },
    ...{ scopes: ['identity', 'contact-details', 'needs', 'notes'], fromDay: '2026-01-10' },
  }
  await done(caller('POST', `${milan}/persons/${person}/grounds`, ground))
  const sentOf = async () => {
    const { flows } = unfolded(await ask<ToldMap>(caller, `${milan}/network-map`))
    return flows.find((flow) => flow.service === service.id)?.sent.least ?? 0
  }
  const before = await sentOf()
  for (let no = 0; no < count; no += 1) {
    const words = { need: 'legal', language: 'fr', question: 'Un colloquio', story: '' }
    const referral = { id: v7(), serviceId: service.id, scopes: ['name'], urgency: 'ordinary', ...words }
    const { id } = await done<{ id: string }>(caller('POST', `${milan}/cases/${case_}/referrals`, referral))
    const { shown } = await ask<{ shown: string }>(caller, `${milan}/referrals/${id}/preview`)
    await done(caller('POST', `${milan}/referrals/${id}/send`, { version: 1, shown }))
  }
  const arrived = async () => expect(await sentOf()).toBe(before + count)
  await vi.waitFor(arrived, { timeout: 20_000, interval: 50 })
  return service
}
