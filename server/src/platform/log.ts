import { pino } from 'pino'

/** Structured log lines. No bodies, no query strings, no addresses of people, no names: event, route, status, request id. */
export type Log = {
  info(fields: Record<string, string | number | boolean | null>, text: string): void
  error(fields: Record<string, string | number | boolean | null>, text: string): void
}

export const openLog = (level: 'info' | 'error' | 'silent'): Log => {
  const log = pino({ level, base: null })
  return { info: (fields, text) => log.info(fields, text), error: (fields, text) => log.error(fields, text) }
}
