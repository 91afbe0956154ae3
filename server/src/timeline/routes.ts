import { isoOf, millisecondsOf } from '#model/calendar.ts'
import { lookAtCase } from '#model/timeline/contract.ts'
import { lookAfter } from '#model/timeline/rules.ts'
import { caseBrief } from '../cases/asks.ts'
import { notFound } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { lookOf, noteLook } from './store.ts'

export const timelineRoutes: Route[] = [
  route(lookAtCase, async (at, { params, body }) => {
    if (!(await caseBrief(at, params.case))) throw notFound()
    // Nobody has looked at what is still to come.
    const shown = isoOf(Math.min(millisecondsOf(body.until), millisecondsOf(at.now)))
    const look = lookAfter(await lookOf(at, params.case), shown, body.seen)
    await noteLook(at, params.case, look)
    return { since: look.since }
  }),
]
