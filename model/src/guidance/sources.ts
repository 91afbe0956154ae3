import type { Source } from './shape.ts'
import { laws } from './sources-law.ts'
import { practice } from './sources-practice.ts'

/** What the cards of the workers’ pages stand on: names as they are cited in Italy. */
export const sources: Readonly<Record<string, Source>> = { ...laws, ...practice }
