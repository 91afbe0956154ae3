import { z } from 'zod'
import { FileKind } from '../codes/file-kinds.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'

/** Papers and pictures: what is needed of a recording is told, not sent. */
export const ReferralFileKind = FileKind.extract(['pdf', 'jpeg', 'png', 'docx', 'odt', 'txt'])
export type ReferralFileKind = z.infer<typeof ReferralFileKind>

export const MOST_FILE_BYTES = 10 * 1024 * 1024
/** Of one referral and one side. */
export const MOST_FILES = 20

const DeskNamed = z.object({ code: z.string(), name: z.string() })

/** A file inside a referral (file in un invio): sent by one desk, kept by both, each with a copy of its own. */
export const ReferralFile = z.object({
  id: Id,
  /** Empty once the person's data were erased here. */
  name: z.string(),
  size: z.number().int(),
  at: z.string(),
  desk: DeskNamed,
  /** Who it was; of the other desk nobody is told. */
  by: z.string().nullable(),
  /** `waiting`: the other desk has nothing of it yet; `going`: it is being taken there. */
  state: z.enum(['waiting', 'going', 'arrived']),
  can: z.array(z.enum(['fetch', 'take-back'])),
})
export type ReferralFile = z.infer<typeof ReferralFile>

export const ReferralFiles = z.object({
  rows: z.array(ReferralFile),
  /** How many more this side may send. */
  left: z.number().int(),
  /** The other desk, which keeps what it gets. */
  to: DeskNamed,
  can: z.array(z.enum(['send'])),
})
export type ReferralFiles = z.infer<typeof ReferralFiles>

const path = '/desks/:desk/referrals/:referral/files'
const one = inDesk({ referral: Id, file: Id })
const audited = (act: 'read' | 'write') => ({ act, record: 'referral', id: 'referral' })

export const listReferralFiles = endpoint({
  name: 'listReferralFiles',
  method: 'GET',
  path,
  access: { grant: 'referral.read' },
  summary: 'The files inside a referral, as far as this side may see them',
  params: inDesk({ referral: Id }),
  answer: ReferralFiles,
  audit: audited('read'),
})

export const sendReferralFile = endpoint({
  name: 'sendReferralFile',
  method: 'POST',
  path: `${path}/:file`,
  access: { grant: 'referral.answer' },
  summary: 'Send a file to the other desk of a referral that was accepted',
  params: one,
  answer: ReferralFiles,
  upload: { most: MOST_FILE_BYTES },
  audit: audited('write'),
})

export const takeReferralFileBack = endpoint({
  name: 'takeReferralFileBack',
  method: 'DELETE',
  path: `${path}/:file`,
  access: { grant: 'referral.answer' },
  summary: 'Take back a file that the other desk has not got yet',
  params: one,
  answer: ReferralFiles,
  audit: audited('write'),
})

export const fetchReferralFile = endpoint({
  name: 'fetchReferralFile',
  method: 'GET',
  path: `${path}/:file`,
  access: { grant: 'referral.read' },
  summary: 'One file inside a referral, to be kept',
  params: one,
  answer: z.instanceof(Uint8Array),
  file: true,
  slow: true,
  audit: audited('read'),
})
