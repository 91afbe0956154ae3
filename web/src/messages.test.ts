import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { messages as en } from './messages-en.ts'
import { messages as it } from './messages-it.ts'

const code = import.meta.glob<string>(['./**/*.ts', './**/*.tsx', '!./**/*.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> }

/** The names of the parameters of a message. */
function parametersOf(text: string): string[] {
  const found = new Set<string>()
  const walk = (nodes: Node[]) => {
    for (const node of nodes) {
      // 0 is literal text, 7 the number sign of a plural.
      if (node.type !== 0 && node.type !== 7 && node.value) found.add(node.value)
      for (const option of Object.values(node.options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(text, 'it', undefined, { ignoreTag: true }).getAst() as unknown as Node[])
  return [...found].sort()
}

test('every text exists in Italian and in English', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(it).sort())
})

test('both languages take the same parameters', () => {
  for (const [key, text] of Object.entries(it))
    expect({ key, takes: parametersOf(en[key] ?? '') }).toEqual({ key, takes: parametersOf(text) })
})

test('every text that the code names exists', () => {
  const named = Object.values(code).flatMap((file) =>
    [...file.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
  )
  const keyed = Object.values(code).flatMap((file) =>
    [...file.matchAll(/'((?:field|ui\.date|shell)\.[a-z-]+)'/g)].map((match) => match[1] ?? ''),
  )
  expect(named.length).toBeGreaterThan(200)
  expect([...new Set([...named, ...keyed])].filter((key) => !(key in it))).toEqual([])
})

test('every text that the code puts together has at least one message', () => {
  const starts = Object.values(code).flatMap((file) =>
    [...file.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map((match) => match[1] ?? ''),
  )
  const missing = [...new Set(starts)].filter((start) => !Object.keys(it).some((key) => key.startsWith(start)))
  expect(missing).toEqual([])
})

test('no text is left that nobody says', () => {
  const all = Object.values(code).join('\n')
  const starts = [...all.matchAll(/`([a-z][a-zA-Z.-]*)\$\{/g)].map((match) => match[1] ?? '')
  const unused = Object.keys(it).filter(
    (key) => !all.includes(`'${key}'`) && !starts.some((start) => start.includes('.') && key.startsWith(start)),
  )
  expect(unused).toEqual([])
})

test('texts are calm: no exclamation marks, and nobody is called a victim', () => {
  const loud = Object.entries({ ...it, ...en }).filter(([, text]) => /!|vittim|victim/i.test(text))
  expect(loud).toEqual([])
})
