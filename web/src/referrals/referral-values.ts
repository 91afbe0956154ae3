import { type ReferralFields, Scope } from '#model/referrals/contract.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { minimum } from '#model/referrals/scopes.ts'
import type { Read } from '../ui/form.ts'

/** The form of a referral, as it is typed. */
export type ReferralValues = {
  kind: string
  need: string
  urgency: string
  language: string
  question: string
  story: string
  scopes: string[]
}

export const emptyReferral: ReferralValues = {
  kind: 'service',
  need: '',
  urgency: 'ordinary',
  language: 'not_asked',
  question: '',
  story: '',
  scopes: [],
}

const first = minimum as readonly Scope[]

/** What may be picked: it travels only after a yes. */
export const afterYes: Scope[] = Scope.options.filter((scope) => !first.includes(scope))

/** What travels with a whole case, unless it is taken away: all but what is written for the occasion. */
export const ofWholeCase: Scope[] = afterYes.filter((scope) => scope !== 'story')

export function readReferral({
  kind,
  need,
  urgency,
  language,
  question,
  story,
  scopes,
}: ReferralValues): Read<ReferralFields> {
  const wrong: Record<string, string> = {}
  const tells = scopes.includes('story')
  if (!need) wrong.need = 'field.missing'
  // A case is opened of somebody.
  if (kind !== 'service' && !scopes.includes('name')) wrong.scopes = 'referrals.name-needed'
  if (!question.trim()) wrong.question = 'field.missing'
  if (tells && !story.trim()) wrong.story = 'field.missing'
  if (Object.keys(wrong).length > 0) return { ok: false, wrong }
  // A story that was written and is not picked stays on this side.
  const body = {
    kind,
    need,
    urgency,
    language,
    question,
    story,
    scopes: afterYes.filter((scope) => scopes.includes(scope)),
  }
  return { ok: true, body: body as ReferralFields }
}

export function valuesOfReferral({ origin }: Pick<Referral, 'origin'>): ReferralValues {
  if (!origin) return emptyReferral
  const { kind, need, urgency, language, question, story, scopes } = origin
  return { kind, need, urgency, language, question, story, scopes: scopes.filter((scope) => !first.includes(scope)) }
}
