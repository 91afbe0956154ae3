import { meetsIn } from './appointments.ts'
import type { ReferralState } from './contract.ts'
import { type FileKind, MOST_FILES } from './contract-files.ts'

const NAME_MOST = 120

/** How names of a kind end: the first is given to those that end otherwise. */
const endings = {
  pdf: ['.pdf'],
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  docx: ['.docx'],
  odt: ['.odt'],
  txt: ['.txt'],
} as const satisfies Record<FileKind, readonly string[]>

/** What a form offers to choose from: also a phone's camera. */
export const acceptedEndings: string = Object.values(endings).flat().join()

/**
 * A name that is safe to show and to keep: without folders, without signs that are not seen or turn the writing, and with the
 * ending of what the file is.
 */
export function cleanName(name: string, kind: FileKind): string {
  const plain = (name.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\u115F\u1160\u3164\uFFA0\uFFFD]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  const fits = endings[kind]
  const ending = fits.find((each) => plain.toLowerCase().endsWith(each))
  const stem = ending ? plain.slice(0, -ending.length) : plain
  const end = ending ?? fits[0]
  const cut = [...stem].slice(0, NAME_MOST - end.length).join('')
  return `${cut.trim() || 'file'}${end}`
}

type Refusal = 'file-not-now' | 'file-needs-desk' | 'file-too-many'

/** Why a side may not send one more file, or `null`. Before a yes nothing goes that tells who it is. */
export function fileRefusal(referral: { state: ReferralState; byLink: boolean }, sent: number): Refusal | null {
  if (referral.byLink) return 'file-needs-desk'
  if (!meetsIn(referral.state)) return 'file-not-now'
  return sent >= MOST_FILES ? 'file-too-many' : null
}

/** A size as people read it. */
export function sizeWords(bytes: number): { amount: number; unit: 'KB' | 'MB' } {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  if (kilobytes < 1024) return { amount: kilobytes, unit: 'KB' }
  return { amount: Math.round(bytes / 1024 / 102.4) / 10, unit: 'MB' }
}
