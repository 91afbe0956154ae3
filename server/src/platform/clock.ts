import { v7 } from 'uuid'

/** The time, handed in: tests hold it still. An instant as ISO 8601 in UTC. */
export type Clock = () => string

export const systemClock: Clock = () => new Date().toISOString()

/** A new record id (UUID v7), made before the insert so that the cipher can bind the row. */
export const newId = (): string => v7()
