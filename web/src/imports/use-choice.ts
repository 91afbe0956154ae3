import { useState } from 'react'
import { columnProblems, type Fields } from '#model/imports/columns.ts'
import type { ImportRun, ImportWord } from '#model/imports/contract.ts'

/** What is being said of a file's columns and words, until it is sent: `dirty` while it is not what the file was read with. */
export function useChoice(run: ImportRun | undefined) {
  const [fields, setFields] = useState<(string | null)[] | null>(null)
  const [words, setWords] = useState<ImportWord[] | null>(null)
  const now = { fields: fields ?? run?.columns.map(({ field }) => field) ?? [], words: words ?? run?.words ?? [] }
  return {
    ...now,
    problems: run ? columnProblems(run.kind, now.fields as Fields) : [],
    dirty: fields !== null || words !== null,
    setField: (index: number, field: string | null) => setFields(now.fields.with(index, field)),
    setWord: (index: number, code: string | null) =>
      setWords(now.words.map((word, at) => (at === index ? { ...word, code } : word))),
    reset: () => {
      setFields(null)
      setWords(null)
    },
  }
}

export type ImportChoice = ReturnType<typeof useChoice>
