import type { ReferralAct, ReferralFields } from '#model/referrals/contract.ts'
import { decide } from '#model/referrals/rules.ts'
import { inTwoStages } from '#model/referrals/scopes.ts'
import people from '../seeds/demo-persons.json' with { type: 'json' }
import seeds from '../seeds/demo-referrals.json' with { type: 'json' }
import { type Actor, type At, type DeskHere, enterDesk, type House, houseActor } from './platform/door.ts'
import { move } from './referrals/acts.ts'
import { outlookOf } from './referrals/facts.ts'
import { insertOrigin, originOf, putBoth, putCopy, putMessage } from './referrals/sealed.ts'
import {
  insertReferral,
  lockReferral,
  noteEvent,
  type ReferralRow,
  referralRow,
  updateReferral,
} from './referrals/store.ts'

type DemoActor = (house: House, deskCode: string, name: string) => Promise<{ desk: DeskHere; actor: Actor }>
type Seed = (typeof seeds.referrals)[number]
type Act = { act: string; at: number; startBy?: number; reason?: string; outcome?: string }

const hour = 3_600_000
const write = { act: 'demonstration', record: 'referral', recordId: null }

/** The same transaction, so many hours ago. */
const ago = (at: At, hours: number): At => ({ ...at, now: before(at, hours) })
const before = (at: At, hours: number) => new Date(Date.parse(at.now) - hours * hour).toISOString()
/** Times that are promised fall at noon. */
const noon = (at: At, hours: number) => `${before(at, hours).slice(0, 10)}T11:00:00.000Z`

/** Loads the invented referrals, each sent in one transaction and answered in another, and only once. */
export async function loadDemoReferrals(
  house: House,
  actorOf: DemoActor,
  demoId: (what: string) => string,
): Promise<void> {
  for (const seed of seeds.referrals) {
    const id = demoId(`referral ${seed.code}`)
    const sender = await actorOf(house, seed.fromDesk, seed.from)
    const receiver = await actorOf(house, seed.toDesk, seed.to)
    await enterDesk(house, sender.desk, sender.actor, write, async (at) => {
      if (await referralRow(at, id)) return
      await prepare(at, id, seed, receiver.desk.id, demoId)
      if (seed.sent === null) return
      const first = await send(at, id, seed, seed.sent)
      await enterDesk(house, receiver.desk, receiver.actor, write, (there) => putCopy(there, id, 1, first.first))
      await updateReferral(at, id, { delivered_at: before(at, seed.sent) })
      await noteEvent({ ...ago(at, seed.sent), actor: houseActor('system') }, first.row, 'deliver')
      if (seed.acts.some(({ act }) => act === 'accept'))
        await enterDesk(house, receiver.desk, receiver.actor, write, (there) => putCopy(there, id, 2, first.second))
    })
    if (seed.acts.length > 0)
      await enterDesk(house, receiver.desk, receiver.actor, write, (at) => answer(at, id, seed.acts))
    const { message } = seed as { message?: string }
    if (message) await tell(house, id, demoId(`message ${seed.code}`), message, [sender, receiver])
  }
}

async function prepare(at: At, id: string, seed: Seed, to: string, demoId: (what: string) => string): Promise<void> {
  const { need, question, urgency, scopes } = seed
  // The person's own: a case and its referral speak one language.
  const language = people.persons.find(({ code }) => code === seed.person)?.language
  const fields = { need, language, question, urgency, scopes, story: '' } as ReferralFields
  const made = ago(at, (seed.sent ?? 0) + 1)
  await insertReferral(made, {
    id,
    to_desk: to,
    service_id: demoId(`service ${seed.service}`),
    urgency: fields.urgency,
    kind: 'service',
  })
  await insertOrigin(at, id, { case: demoId(`${seed.person} case`), person: demoId(seed.person) }, fields)
}

async function send(at: At, id: string, seed: Seed, sent: number) {
  const [row, origin] = [await lockReferral(at, id), await originOf(at, id)]
  if (!row || !origin) throw new Error(`the demonstration has no referral ${seed.code}`)
  const { snapshot } = await outlookOf(at, origin)
  await putBoth(at, id, snapshot)
  await move(ago(at, sent), { row, to: 'sent' }, 'send', {
    sent_at: before(at, sent),
    answer_by: noon(at, seed.answerBy),
    expires_at: noon(at, seed.expires),
  })
  return { row, ...inTwoStages(snapshot) }
}

const columnsOf = (now: string, { act, reason, outcome }: Act, startBy: string | null): Partial<ReferralRow> =>
  ({
    see: { seen_at: now },
    accept: { answered_at: now, start_by: startBy },
    decline: { answered_at: now, ended_at: now, reason: reason ?? null },
    begin: { begun_at: now },
    finish: { ended_at: now, outcome: outcome ?? null },
  })[act as 'see'] ?? {}

async function answer(at: At, id: string, acts: readonly Act[]): Promise<void> {
  if ((await lockReferral(at, id))?.state !== 'sent') return
  for (const each of acts) {
    const row = (await referralRow(at, id)) as ReferralRow
    const then = ago(at, each.at)
    const said = { declined: each.reason as 'full', outcome: each.outcome as 'need-met' }
    const step = decide(
      { state: row.state, kind: row.kind, expiresAt: null },
      each.act as ReferralAct,
      at.desk.id === row.to_desk ? 'receiver' : 'sender',
      then.now,
      said,
    )
    if ('refused' in step) throw new Error(`the demonstration may not ${each.act}`)
    const startBy = each.startBy === undefined ? null : noon(at, each.startBy)
    await move(then, { row, to: step.to }, each.act as 'see', columnsOf(then.now, each, startBy))
  }
}

/** What the sender wrote, in both desks. */
async function tell(house: House, referral: string, id: string, text: string, desks: Awaited<ReturnType<DemoActor>>[]) {
  const from = desks[0]?.desk.id ?? ''
  for (const { desk, actor } of desks)
    await enterDesk(house, desk, actor, write, (at) =>
      putMessage(at, {
        ...{ id, referral_id: referral, from_desk: from, act: 'message', text, at: before(at, 2) },
        by: desk.id === from ? actor.name : 'desk',
      }),
    )
}
