import { emptyTryout, fillTryout, openTryout } from '#model/tryout/contract.ts'
import { type Route, route } from '../platform/route.ts'
import { emptyDesk, fillDesk, inTryout } from './acts.ts'
import { standing } from './store.ts'

export const tryoutRoutes: Route[] = [
  route(openTryout, async (at) => {
    await inTryout(at)
    return standing(at)
  }),
  route(fillTryout, fillDesk),
  route(emptyTryout, emptyDesk),
]
