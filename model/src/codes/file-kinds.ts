import { z } from 'zod'

/** What people have as files: papers and pictures, and what a phone recorded. What a file is, its bytes say and never its name. */
export const FileKind = z.enum([
  'pdf',
  'jpeg',
  'png',
  'webp',
  'docx',
  'odt',
  'txt',
  'm4a',
  'mp3',
  'ogg',
  'wav',
  'mp4',
  'webm',
])
export type FileKind = z.infer<typeof FileKind>

/** How names of a kind end: the first is given to those that end otherwise. */
const endings = {
  pdf: ['.pdf'],
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  webp: ['.webp'],
  docx: ['.docx'],
  odt: ['.odt'],
  txt: ['.txt'],
  m4a: ['.m4a'],
  mp3: ['.mp3'],
  ogg: ['.ogg', '.oga', '.opus'],
  wav: ['.wav'],
  mp4: ['.mp4', '.m4v'],
  webm: ['.webm'],
} as const satisfies Record<FileKind, readonly string[]>

/** What a form offers to choose from: also a phone's camera. */
export const acceptedEndings = (kinds: readonly FileKind[]): string => kinds.flatMap((kind) => endings[kind]).join()

const NAME_MOST = 120

/**
 * A name that is safe to show and to keep: without folders, without signs that are not seen or turn the writing, and with the
 * ending of what the file is.
 */
export function cleanName(name: string, kind: FileKind): string {
  const plain = plainName(name)
  const fits = endings[kind]
  const ending = fits.find((each) => plain.toLowerCase().endsWith(each))
  const stem = ending ? plain.slice(0, -ending.length) : plain
  const end = ending ?? fits[0]
  const cut = [...stem].slice(0, NAME_MOST - end.length).join('')
  return `${cut.trim() || 'file'}${end}`
}

/** The same while it is not known yet what the file is: with the ending that it came with. */
export const plainName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\u115F\u1160\u3164\uFFA0\uFFFD]/gu, '')
    .trim()
    .replace(/^\.+/, '')

/** A size as people read it. */
export function sizeWords(bytes: number): { amount: number; unit: 'KB' | 'MB' } {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  if (kilobytes < 1024) return { amount: kilobytes, unit: 'KB' }
  return { amount: Math.round(bytes / 1024 / 102.4) / 10, unit: 'MB' }
}
