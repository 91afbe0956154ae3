import { z } from 'zod'
import { type Answer, findUnanswered } from './answer.ts'
import { codesOf, finder } from './code-list.ts'

/** How a person came to meet the desk. List by the project after the registers of the InLav desks; checked on 2026-11-21. */
export const channels = [
  {
    code: 'desk',
    it: 'Sportello',
    en: 'Desk',
    words: 'sportello pua|pua|sportello inlav|pua inlav|accesso diretto|accesso spontaneo|help desk',
  },
  { code: 'street-unit', it: 'Unità di strada', en: 'Street unit', words: 'uds|unita mobile|strada|outreach' },
  {
    code: 'word-of-mouth',
    it: 'Passaparola',
    en: 'Word of mouth',
    words: 'passa parola|amico|amici|conoscente|connazionale',
  },
  {
    code: 'anti-trafficking-desk',
    it: 'Sportello anti-tratta',
    en: 'Anti-trafficking desk',
    words: 'anti tratta|antitratta|sportello antitratta|ente anti tratta|numero verde anti tratta|unita anti tratta',
  },
  { code: 'formal-antenna', it: 'Antenna', en: 'Antenna', words: 'antenne|antenna formale|antenna informale' },
  {
    code: 'other-service',
    it: 'Altro servizio',
    en: 'Another service',
    words: 'invio|servizio|servizio sociale|servizi sociali|sindacato|caf|patronato|cas|sai|ospedale|scuola',
  },
  { code: 'phone', it: 'Telefono', en: 'Phone', words: 'telefonata|chiamata|whatsapp' },
  {
    code: 'online',
    it: 'Online',
    en: 'Online',
    words: 'sito|web|email|e mail|mail|social|facebook|segnalazione online',
  },
  { code: 'consulate', it: 'Consolato', en: 'Consulate', words: 'ambasciata|embassy' },
  {
    code: 'inspectorate',
    it: 'Ispettorato del lavoro',
    en: 'Labour inspectorate',
    words: 'ispettorato|inl|itl|iam|ispezione',
  },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const

export const Channel = z.enum(codesOf(channels))
export type Channel = z.infer<typeof Channel>

const whole = finder(channels)

/**
 * The channel in a register's "place / channel" cell. A text that is no channel is the name of a place, and whoever stands
 * there is another service: "Milano Welcome Center" becomes `other-service` with that text as its place. "Consolato: Milano"
 * gives both. The place keeps the operator's spelling.
 */
export function findChannel(text: string): { channel: Answer<Channel>; place?: string } {
  const typed = text.trim().replace(/\s+/g, ' ')
  const direct = whole(typed) ?? findUnanswered(typed)
  if (direct) return { channel: direct }
  const [, first, rest] = /^([^:(]+)[:(]\s*(.+?)\)?$/.exec(typed) ?? /^(.+?)\s+[-–]\s+(.+)$/.exec(typed) ?? []
  const divided = first && rest ? whole(first) : undefined
  return divided && rest ? { channel: divided, place: rest } : { channel: 'other-service', place: typed }
}
