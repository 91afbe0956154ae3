import { readWorkload } from '#model/team/contract.ts'
import { type Route, route } from '../platform/route.ts'
import { workloadOf } from './workload.ts'

export const teamRoutes: Route[] = [route(readWorkload, (at) => workloadOf(at))]
