import { z } from 'zod'
import { job } from '../platform/job.ts'

/** Nothing is under way on a ground yet. Referrals, when they come, stop here what is, and tell the receiver. */
export const groundJobs = [job('ground.ended', z.object({ ground: z.uuid(), person: z.uuid() }), async () => {})]
