import { useState } from 'react'
import { CallError } from '../call.ts'
import type { Wrong } from './ErrorSummary.tsx'
import { useText } from './text.tsx'

/** The fields that an answer of the server names, each with a message key; `null` where it names none. */
export function fieldErrorsOf(error: unknown): Record<string, string> | null {
  const named = error instanceof CallError && error.code === 'invalid' ? error.errors : []
  return named.length > 0 ? Object.fromEntries(named.map((one) => [fieldOf(one.pointer), codeKey(one.code)])) : null
}

/** What is wrong in a form: by field, a message key. Reads the pointers of a 422 (`/identity/familyName` → `familyName`). */
export function useWrong(labelOf: (field: string) => string) {
  const { t } = useText()
  const [fields, setFields] = useState<Record<string, string>>({})
  const [round, setRound] = useState(0)
  const [failed, setFailed] = useState<unknown>(null)
  const set = (next: Record<string, string>) => {
    setFields(next)
    setRound((before) => before + 1)
  }
  return {
    fields,
    round,
    failed,
    list: Object.entries(fields).map(([field, key]): Wrong => ({ field, label: labelOf(field), says: t(key) })),
    set,
    /** A field that changes is no longer the one that was refused: what was said of it goes away. */
    forget: (changed: Record<string, unknown>) =>
      setFields((before) =>
        Object.keys(before).some((field) => field in changed)
          ? Object.fromEntries(Object.entries(before).filter(([field]) => !(field in changed)))
          : before,
      ),
    clear: () => {
      setFields({})
      setFailed(null)
    },
    /** An answer of the server: fields where it names them, else a failure to be shown whole. */
    take: (error: unknown) => {
      const named = fieldErrorsOf(error)
      if (named) set(named)
      else setFailed(error)
    },
  }
}

/** What holds the fields of a form, and is none. */
const wrappers = ['identity', 'body', 'entry', 'facts', 'agreement']

const fieldOf = (pointer: string): string => {
  const parts = pointer.split('/').filter((part) => part && !/^\d+$/.test(part) && !wrappers.includes(part))
  return parts[0] ?? ''
}

const known = new Set([
  'date-future',
  'date-too-old',
  'future',
  'not-a-date',
  'no-such-day',
  'too-old',
  'no-year',
  'missing',
  'too-long',
  'unknown-record',
  'before-opening',
  'retired',
])
const codeKey = (code: string): string => `field.${known.has(code) ? code : 'invalid'}`
