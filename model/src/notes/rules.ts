import { type Grant, grantsOf, type Role, reachOf } from '../grants.ts'
import type { NoteVisibility } from './contract.ts'

/** Whoever wrote a note may correct it; nobody else. */
export const mayCorrectNote = (actor: string, writtenBy: string): boolean => actor === writtenBy

/** A restricted note is read by who wrote it and by legal advisers; all this of a note in a case that the actor sees. */
export const mayReadNote = (
  actor: { name: string; grants: readonly Grant[] },
  note: { by: string; visibility: NoteVisibility },
): boolean => note.visibility === 'desk' || actor.name === note.by || actor.grants.includes('legal.read')

/** Why a colleague who is named in a note would not read it: not this case, or not what is restricted. */
export type Unread = 'not-case' | 'not-legal'

/** Whether a colleague reads a note of a case: `null`, or why not. What the form says before saving, and who is told. */
export function whyUnread(roles: readonly Role[], follows: boolean, visibility: NoteVisibility): Unread | null {
  const grants = grantsOf(roles)
  if (!grants.includes('case.read') || (reachOf(roles) === 'own' && !follows)) return 'not-case'
  return visibility === 'legal' && !grants.includes('legal.read') ? 'not-legal' : null
}
