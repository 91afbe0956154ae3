import { typedText } from '../platform/link-pages.ts'

const fields = ['act', 'words', 'reason', 'outcome', 'day', 'time', 'place', 'with'] as const

/** What somebody typed in a form that comes back. */
export type Typed = Record<(typeof fields)[number], string>

/** What stands in a form, of whatever act; `kept-`: what was typed before the code was asked for once more. */
export const typedOf = (form: URLSearchParams, prefix: '' | 'kept-' = ''): Typed =>
  Object.fromEntries(fields.map((name) => [name, typedText(form, `${prefix}${name}`)])) as Typed
