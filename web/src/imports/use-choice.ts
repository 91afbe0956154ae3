import { useState } from 'react'
import { columnProblems, type Fields } from '#model/imports/columns.ts'
import type { ImportRun, ImportWord } from '#model/imports/contract.ts'

/** What is being said of a file's headings, columns and words, until it is sent: `dirty` while it is not what the file was read with. */
export function useChoice(run: ImportRun | undefined) {
  const [fields, setFields] = useState<(string | null)[] | null>(null)
  const [words, setWords] = useState<ImportWord[] | null>(null)
  const [row, setRow] = useState<number | null>(null)
  const now = { fields: fields ?? run?.columns.map(({ field }) => field) ?? [], words: words ?? run?.words ?? [] }
  return {
    ...now,
    headingRow: row ?? run?.headingRow ?? 0,
    /** Another row of headings makes other columns: those are known when the file was read again. */
    moved: row !== null,
    problems: run && row === null ? columnProblems(run.kind, now.fields as Fields) : [],
    dirty: row !== null || fields !== null || words !== null,
    setHeadingRow: (chosen: number) => setRow(chosen === (run?.headingRow ?? 0) ? null : chosen),
    setField: (index: number, field: string | null) => setFields(now.fields.with(index, field)),
    setWord: (index: number, code: string | null) =>
      setWords(now.words.map((word, at) => (at === index ? { ...word, code } : word))),
    reset: () => {
      setRow(null)
      setFields(null)
      setWords(null)
    },
  }
}

export type ImportChoice = ReturnType<typeof useChoice>
