import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { codesOf } from '../codes/code-list.ts'
import { Done, endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'
import { agreementKinds } from './codes.ts'
import { Agreement } from './contract.ts'

/** A body of the network with what is known of it. */
export const Body = z.object({
  id: Id,
  name: z.string(),
  kind: z.string(),
  desks: z.array(z.object({ code: z.string(), name: z.string() })),
  services: z.array(z.object({ id: Id, name: z.string(), area: z.string() })),
  agreements: z.array(z.object({ id: Id, title: z.string() })),
})
export type Body = z.infer<typeof Body>

export const listBodies = endpoint({
  name: 'listBodies',
  method: 'GET',
  path: '/desks/:desk/bodies',
  access: { grant: 'service.read' },
  summary: 'Bodies of the network, with their desks, services and agreements, and its programmes',
  params: inDesk(),
  answer: z.object({
    rows: z.array(Body),
    agreements: z.array(Agreement),
    programmes: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
})

/** What is written of an agreement. */
export const AgreementFields = z
  .strictObject({
    title: words(160).min(2),
    kind: z.enum(codesOf(agreementKinds)),
    from: CivilDate,
    until: CivilDate.nullable(),
    parties: z
      .array(z.strictObject({ organisationId: Id, does: words(600) }))
      .min(1)
      .max(30),
  })
  .refine(({ from, until }) => until === null || from <= until, { path: ['until'], message: 'before-start' })
export type AgreementFields = z.infer<typeof AgreementFields>

export const addAgreement = endpoint({
  name: 'addAgreement',
  method: 'POST',
  path: '/desks/:desk/agreements',
  access: { grant: 'service.tend' },
  summary: 'Write down an agreement between bodies of the network; the own desk keeps it',
  params: inDesk(),
  body: z.strictObject({ id: Id, agreement: AgreementFields }),
  answer: Done,
  audit: { act: 'write', record: 'agreement' },
})

export const changeAgreement = endpoint({
  name: 'changeAgreement',
  method: 'PUT',
  path: '/desks/:desk/agreements/:agreement',
  access: { grant: 'service.tend' },
  summary: 'Correct an agreement that the own desk keeps',
  params: inDesk({ agreement: Id }),
  body: z.strictObject({ agreement: AgreementFields, version: z.number().int() }),
  answer: Done,
  audit: { act: 'write', record: 'agreement', id: 'agreement' },
})
