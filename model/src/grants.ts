import { z } from 'zod'

/** Roles of a member in a desk. Glossary: docs/glossary.md. */
export const roles = [
  'worker',
  'legal_adviser',
  'network_manager',
  'outreach_worker',
  'cultural_mediator',
  'inspector',
  'coordinator',
  'evaluator',
  'liaison',
  'desk_administrator',
] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

export const grants = [
  'contact.read',
  'contact.write',
  'person.read',
  'person.write',
  'case.read',
  'case.write',
  'case.assign',
  'case.close',
  'draft.write',
  'import.run',
  'return.read',
  'audit.read',
  'member.read',
  'tryout.manage',
  'service.read',
  'service.propose',
  'service.tend',
  'service.approve',
  'privacy.read',
  'privacy.write',
  'privacy.decide',
  'notice.write',
  'template.write',
  'arrangement.write',
  'mail.tend',
  'referral.read',
  'referral.write',
  'referral.answer',
  'referral.move',
  'glass.break',
  'glass.review',
  'signal.send',
  'signal.answer',
  'appointment.read',
  'appointment.write',
  'calendar.tend',
  'legal.read',
  'task.read',
  'task.write',
  'team.tend',
  'team.approve',
] as const
export const Grant = z.enum(grants)
export type Grant = z.infer<typeof Grant>

const caseWork: Grant[] = [
  'contact.read',
  'contact.write',
  'person.read',
  'person.write',
  'case.read',
  'case.write',
  'case.assign',
  'case.close',
  'draft.write',
  'return.read',
  'member.read',
  'service.read',
  'service.propose',
  'privacy.read',
  'privacy.write',
  'referral.read',
  'referral.write',
  'referral.answer',
  'glass.break',
  'signal.answer',
  'appointment.read',
  'appointment.write',
  'task.read',
  'task.write',
]

/**
 * Role × grant: fence 2 of docs/map.md. The web hides by it, the server refuses by it.
 * A coordinator reads, assigns, gives tasks, closes and approves but does not write in the case; a desk administrator sees no person;
 * what is restricted to the lawyer (riservato) is read by legal advisers, beside who wrote it;
 * inspectors, evaluators and liaisons see of the protection compartment only what a later share gives them.
 */
const grantsOfRole: Record<Role, readonly Grant[]> = {
  worker: caseWork,
  legal_adviser: [...caseWork, 'legal.read'],
  cultural_mediator: caseWork,
  network_manager: [...caseWork, 'import.run', 'service.tend', 'template.write'],
  outreach_worker: [
    'contact.read',
    'contact.write',
    'person.read',
    'person.write',
    'case.read',
    'case.write',
    'draft.write',
    'return.read',
    'member.read',
    'service.read',
    'referral.read',
    'glass.break',
    'appointment.read',
    'appointment.write',
    'task.read',
    'task.write',
  ],
  coordinator: [
    'contact.read',
    'person.read',
    'case.read',
    'case.assign',
    'case.close',
    'draft.write',
    'import.run',
    'return.read',
    'audit.read',
    'member.read',
    'service.read',
    'service.propose',
    'service.tend',
    'service.approve',
    'privacy.read',
    'privacy.decide',
    'notice.write',
    'template.write',
    'arrangement.write',
    'mail.tend',
    'referral.read',
    'referral.answer',
    'referral.move',
    'glass.break',
    'glass.review',
    'signal.answer',
    'appointment.read',
    'appointment.write',
    'calendar.tend',
    'task.read',
    'task.write',
    'team.tend',
    'team.approve',
  ],
  inspector: ['return.read', 'member.read', 'signal.answer'],
  evaluator: ['return.read', 'member.read'],
  liaison: ['draft.write', 'service.read', 'signal.send'],
  desk_administrator: ['member.read', 'audit.read', 'tryout.manage'],
}

/** All grants of a member who has these roles. */
export const grantsOf = (has: readonly Role[]): Grant[] =>
  grants.filter((grant) => has.some((role) => grantsOfRole[role].includes(grant)))

/**
 * How far a member's reading goes inside the desk: `desk` = every record; `own` = persons met or recorded by the member
 * and cases the member follows (an outreach worker's reach, unless another role widens it).
 */
export const reachOf = (has: readonly Role[]): 'desk' | 'own' =>
  has.some((role) => role !== 'outreach_worker' && grantsOfRole[role].includes('person.read')) ? 'desk' : 'own'
