import { addDays } from '#model/calendar.ts'
import type { ServiceEntry } from '#model/network/contract.ts'
import seeds from '../seeds/demo-directory.json' with { type: 'json' }
import { insertAgreement } from './network/bodies.ts'
import { addEntry, currentEntry } from './network/entries.ts'
import { namesOfNetwork } from './network/names.ts'
import { insertProposal } from './network/proposals.ts'
import { addVersion, on, serviceRow, updateService } from './network/services.ts'
import { type Actor, type At, type DeskHere, enterDesk, type House, houseActor } from './platform/door.ts'
import { deskById } from './platform/job.ts'

type DemoActor = (house: House, deskCode: string, name: string) => Promise<{ desk: DeskHere; actor: Actor }>

/** Loads the invented directory: every entry in a transaction of its own, inside the desk that keeps it, and only once. */
export async function loadDemoDirectory(
  house: House,
  actorOf: DemoActor,
  demoId: (what: string) => string,
  bodyName: (code: string) => string | undefined,
): Promise<void> {
  const inDesk = async (code: string, work: (at: At) => Promise<void>) => {
    const desk = await deskById(house, { code })
    if (!desk) throw new Error(`the demonstration names no desk ${code}`)
    const write = { act: 'demonstration', record: 'directory', recordId: null }
    await enterDesk(house, desk, houseActor('system'), write, work)
  }
  for (const seed of seeds.services) {
    const id = demoId(`service ${seed.name}`)
    await inDesk(seed.keeper, async (at) => {
      if (await serviceRow(at, id)) return
      await addEntry(at, id, await entryOf(at, seed, bodyName), undefined, addDays(at.today, -seed.daysAgo))
      if (!seed.capacity) return
      const [free = null, total = null] = seed.capacity
      await updateService(at, id, { capacity_free: free, capacity_total: total, capacity_at: at.now })
      await addVersion(at, id, 'capacity', { free, total })
    })
  }
  for (const { keeper, parties, title, kind, from, until } of seeds.agreements) {
    const id = demoId(`agreement ${title}`)
    await inDesk(keeper, async (at) => {
      if (await on(at).selectFrom('agreement').select('id').where('id', '=', id).executeTakeFirst()) return
      const signed = await Promise.all(
        parties.map(async ({ body, does }) => ({
          organisationId: (await bodyId(at, bodyName(body) ?? body)) as string,
          does,
        })),
      )
      await insertAgreement(at, id, { title, kind, from, until, parties: signed } as never)
    })
  }
  await proposeOne(house, actorOf, demoId)
}

async function bodyId(at: At, name: string): Promise<string | null> {
  const { bodies } = await namesOfNetwork(at)
  return [...bodies.values()].find((body) => body.name === name)?.id ?? null
}

type Seed = (typeof seeds.services)[number]

async function entryOf(at: At, seed: Seed, bodyName: (code: string) => string | undefined): Promise<ServiceEntry> {
  const { name, area, calls, body, desk } = seed
  const { needs, languages, about, opening, ways, withoutPermit, documentsAsked, cost, eligibility, address } = seed
  // A shelter's address is nobody's to read.
  const open = !name.includes('riservato')
  const named = bodyName(body) ?? body
  const organisationId = await bodyId(at, named)
  return {
    ...{ name, area, calls, desk, organisationId, newOrganisation: organisationId ? '' : named },
    facts: {
      needs,
      languages,
      about,
      opening,
      ways,
      withoutPermit,
      documentsAsked,
      cost,
      eligibility,
      address,
      public: open,
    },
  } as ServiceEntry
}

/** One proposal that waits, so that the coordinator of the demonstration has something to answer. */
async function proposeOne(house: House, actorOf: DemoActor, demoId: (what: string) => string): Promise<void> {
  const { service, by, desk: code, languages, why } = seeds.proposal
  const { desk, actor } = await actorOf(house, code, by)
  const write = { act: 'demonstration', record: 'directory', recordId: null }
  await enterDesk(house, desk, actor, write, async (at) => {
    const row = await serviceRow(at, demoId(`service ${service}`))
    if (!row || (await on(at).selectFrom('service_proposal').select('id').limit(1).executeTakeFirst())) return
    const current = await currentEntry(at, row)
    const entry = { ...current, facts: { ...current.facts, languages } } as ServiceEntry
    const proposal = { serviceId: row.id, isNew: false, tendedBy: row.tended_by, entry, changed: ['languages'], why }
    await insertProposal(at, proposal)
  })
}
