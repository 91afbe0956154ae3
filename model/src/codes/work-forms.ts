import { z } from 'zod'
import { codesOf } from './code-list.ts'

/**
 * How somebody works, as the person tells it: no finding on the employment. Platform workers: arts. 2 and 47-bis ff. D.Lgs.
 * 81/2015; seasonal and other quotas: arts. 22 and 24 D.Lgs. 286/1998. List by the project; checked on 2026-11-21.
 */
export const workForms = [
  { code: 'none', it: 'Non lavora', en: 'Not working' },
  { code: 'undeclared', it: 'In nero, senza contratto', en: 'Undeclared, no contract' },
  { code: 'grey', it: 'In grigio, dichiarato solo in parte', en: 'Grey, declared only in part' },
  { code: 'regular', it: 'Regolare, alle dipendenze', en: 'Regular employee' },
  { code: 'agency', it: 'In somministrazione', en: 'Through an agency' },
  { code: 'seasonal-quota', it: 'Stagionale o con nulla osta del decreto flussi', en: 'Seasonal or quota entry' },
  { code: 'platform', it: 'Per una piattaforma digitale', en: 'For a digital platform' },
  { code: 'self-employed', it: 'Autonomo o con partita IVA', en: 'Self-employed' },
  { code: 'unknown', it: 'Non si sa', en: 'Not known' },
] as const

export const WorkForm = z.enum(codesOf(workForms))
export type WorkForm = z.infer<typeof WorkForm>
