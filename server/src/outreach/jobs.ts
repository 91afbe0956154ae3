import { z } from 'zod'
import { job } from '../platform/job.ts'
import { runRegister } from './import-run.ts'

export const importJobs = [
  job('import.requested', z.object({ import: z.uuid() }), (enter, payload) => runRegister(enter, payload.import)),
]
