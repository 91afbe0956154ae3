import { COUNTED } from '#model/endpoint.ts'

/** The total of a list as its messages take it: how many, and whether there are more than were counted. */
export const counted = (total: number) => ({ count: Math.min(total, COUNTED), more: total > COUNTED })
