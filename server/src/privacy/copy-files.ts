import { formatInstant } from '#model/calendar.ts'
import { type FileKind, sizeWords } from '#model/codes/file-kinds.ts'
import type { Speech } from './copy-speech.ts'
import { part, section, words } from './page.ts'

type Listed = { name: string; kind: FileKind | null; size: number; at: string; seen: boolean }

/** The files of the cases: name, day and kind. Of what is restricted, whoever makes the copy without seeing it gives no name. */
export function filesPart({ say, lang }: Speech, files: readonly Listed[]): string {
  if (files.length === 0) return ''
  const rows = files.map(({ name, kind, size, at, seen }) =>
    part(
      formatInstant(at, lang),
      words(
        seen
          ? [say('copy.file', { name, ...sizeWords(size) }), kind?.toUpperCase()].filter(Boolean).join(' · ')
          : say('copy.case-files-restricted'),
      ),
    ),
  )
  return section(say('copy.case-files'), [words(say('copy.case-files-inside')), ...rows], '')
}
