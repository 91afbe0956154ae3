import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { openFront, PortTaken } from './front.ts'

test('what is asked while it starts is told to come back, and then answered', async () => {
  const front = await openFront(0, '127.0.0.1')
  const address = `http://127.0.0.1:${front.port}/status`
  const early = await fetch(address)
  expect(early.status).toBe(503)
  expect(early.headers.get('retry-after')).toBe('2')
  const app = Fastify()
  app.get('/status', async () => ({ status: 'ready' }))
  await front.serve(app)
  expect(await (await fetch(address)).json()).toEqual({ status: 'ready' })
  await expect(openFront(front.port, '127.0.0.1')).rejects.toBeInstanceOf(PortTaken)
  await front.close()
})

test('closing waits for what is under way', async () => {
  const front = await openFront(0, '127.0.0.1')
  const app = Fastify()
  let letGo: () => void = () => {}
  let begun: () => void = () => {}
  const underWay = new Promise<void>((resolve) => (begun = resolve))
  app.get('/slow', async () => {
    begun()
    await new Promise<void>((resolve) => (letGo = resolve))
    return { done: true }
  })
  await front.serve(app)
  const answer = fetch(`http://127.0.0.1:${front.port}/slow`)
  await underWay
  const closed = front.close()
  letGo()
  expect(await (await answer).json()).toEqual({ done: true })
  await closed
})
