import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from './contracts.ts'

type Json = { [key: string]: unknown }

/** Lists and texts of a schema that may be of any length, by their path. */
function boundless(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const part = schema as Json
  const here =
    (part.type === 'array' && part.maxItems === undefined && part.prefixItems === undefined) ||
    (part.type === 'string' &&
      part.maxLength === undefined &&
      ['format', 'pattern', 'enum', 'const'].every((bound) => part[bound] === undefined))
      ? [path]
      : []
  return [...here, ...Object.entries(part).flatMap(([key, inside]) => boundless(inside, `${path}/${key}`))]
}

const short = (path: string) => path.replaceAll(/\/(properties|items|anyOf|oneOf|allOf|\d+)(?=\/|$)/g, '')

test('every list and every text that is sent has a bound', () => {
  const found = endpoints.flatMap(({ name, body, query }) =>
    [body, query].flatMap((schema) =>
      boundless(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), name).map(short),
    ),
  )
  expect([...new Set(found)]).toEqual([])
})
