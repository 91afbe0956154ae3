import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#model/endpoint.ts'
import { type DoorParts, mount, outsideRoute } from './route.ts'

const parts = {
  ready: () => true,
  sessions: { find: async () => undefined },
  sessionCookie: 'varco',
} as unknown as DoorParts

test('a field that is not in the answer of the contract never leaves', async () => {
  const app = Fastify()
  await app.register(cookie)
  const tell = endpoint({
    name: 'tell',
    method: 'GET',
    path: '/tell',
    access: 'public',
    summary: 'Tell',
    answer: z.object({ said: z.string(), inner: z.array(z.object({ id: z.number() })) }),
  })
  const answer = { said: 'yes', secret: 'no', inner: [{ id: 1, name: 'hidden' }] }
  mount(
    app,
    parts,
    outsideRoute(tell, async () => answer),
  )
  expect((await app.inject('/api/v1/tell')).json()).toEqual({ said: 'yes', inner: [{ id: 1 }] })
})

test('an endpoint that says not who may call it stops the boot', () => {
  const silent = {
    ...endpoint({ name: 'silent', method: 'GET', path: '/', access: 'public', summary: '', answer: z.any() }),
    access: undefined,
  }
  expect(() =>
    mount(
      Fastify(),
      parts,
      outsideRoute(silent as never, async () => null as never),
    ),
  ).toThrow(/silent/)
})
