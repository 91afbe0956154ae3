import { grantsOf, type Role } from '../grants.ts'
import { type FileState, MOST_CASE_BYTES, MOST_FILES, type NewFile, PART_BYTES, type Visibility } from './contract.ts'

/** In how many parts a file is sent, and how long each is. */
export const partCount = (size: number): number => Math.ceil(size / PART_BYTES)
export const partLength = (size: number, no: number): number =>
  no >= 0 && no < partCount(size) ? Math.min(PART_BYTES, size - no * PART_BYTES) : 0

/** The parts that are still to be sent, in their order. */
export const missingParts = (size: number, there: readonly number[]): number[] =>
  Array.from({ length: partCount(size) }, (_, no) => no).filter((no) => !there.includes(no))

/** States in which a file takes up room. */
export const holdsBytes = (state: FileState): boolean => ['arriving', 'waiting', 'kept'].includes(state)

/** What the files of a case leave: how many more, and how many bytes. */
export function roomOf(files: readonly { state: FileState; size: number }[]): { left: number; room: number } {
  const held = files.filter(({ state }) => holdsBytes(state))
  const bytes = held.reduce((sum, { size }) => sum + size, 0)
  return { left: Math.max(0, MOST_FILES - held.length), room: Math.max(0, MOST_CASE_BYTES - bytes) }
}

/** Why a case takes no file of this size, or `null`. */
export const roomProblem = (
  { left, room }: { left: number; room: number },
  size: number,
): 'files-many' | 'files-full' | null => (left < 1 ? 'files-many' : size > room ? 'files-full' : null)

/** What is wrong with a file that is begun: it is about one thing. */
export const fileProblem = ({
  document,
  note,
}: Pick<NewFile, 'document' | 'note'>): { field: string; code: string } | null =>
  document !== null && note !== null ? { field: 'note', code: 'does-not-fit' } : null

export type FileActor = { name: string; roles: readonly Role[] }

/** Whether name and bytes are shown to a member who may read the case. */
export const mayView = ({ visibility, by }: { visibility: Visibility; by: string }, actor: FileActor): boolean =>
  visibility === 'desk' || by === actor.name || grantsOf(actor.roles).includes('legal.read')

type Given = { state: FileState; visibility: Visibility; by: string; evidence: boolean }

/** Why a file is not taken back, or `null`: what is kept as evidence only a coordinator takes back, also without seeing it. */
export function takeBackRefusal(
  file: Given,
  actor: FileActor & { mayWrite: boolean },
): 'file-evidence' | 'not-yours' | 'file-gone' | null {
  if (!actor.roles.includes('coordinator')) {
    if (!actor.mayWrite || !mayView(file, actor)) return 'not-yours'
    if (file.evidence) return 'file-evidence'
  }
  return file.state === 'kept' || file.state === 'waiting' ? null : 'file-gone'
}
