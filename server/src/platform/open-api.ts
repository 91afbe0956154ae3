import { z } from 'zod'
import type { Endpoint } from '#model/endpoint.ts'
import { Problem } from '#model/problem.ts'

type Json = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}

const parametersOf = (shape: z.ZodObject, where: 'path' | 'query'): Json[] =>
  Object.entries(shape.shape).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || !z.safeParse(schema as z.ZodType, undefined).success,
    schema: schemaOf(schema as z.ZodType, 'input'),
  }))

function contentOf(endpoint: Endpoint): Json {
  if (endpoint.file) return { 'application/octet-stream': {} }
  return { 'application/json': { schema: schemaOf(endpoint.answer, 'output') } }
}

function bodyOf(endpoint: Endpoint): Json {
  if (endpoint.upload) return { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
  if (endpoint.body instanceof z.ZodUndefined) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } },
  }
}

const problem = {
  description: 'Problem',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** The OpenAPI 3.1 document, printed from the contracts. */
export function openApiOf(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = `/api/v1${endpoint.path.replaceAll(/:([a-zA-Z]+)/g, '{$1}')}`
    paths[path] ??= {}
    const at = paths[path]
    at[endpoint.method.toLowerCase()] = {
      operationId: endpoint.name,
      summary: endpoint.summary,
      'x-access': typeof endpoint.access === 'object' ? endpoint.access.grant : endpoint.access,
      ...(endpoint.access !== 'public' && { security: [{ session: [] }] }),
      parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
      ...bodyOf(endpoint),
      responses: { 200: { description: 'Done', content: contentOf(endpoint) }, default: problem },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Varco', version, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-varco' } },
    },
  }
}
