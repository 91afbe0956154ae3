import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** On what an erasure is asked for: art. 17(1) GDPR, (a) to (e). (f) is about services sold to children: not ours. Checked on 2026-11-22. */
export const erasureGrounds = [
  { code: 'no-longer-needed', it: 'I dati non servono più allo scopo (lettera a)', en: 'No longer needed (a)' },
  {
    code: 'consent-withdrawn',
    it: 'Consenso revocato e nessun’altra base (lettera b)',
    en: 'Consent withdrawn and no other ground (b)',
  },
  { code: 'objection', it: 'Opposizione della persona (lettera c)', en: 'The person objects (c)' },
  { code: 'unlawful', it: 'Uso illecito dei dati (lettera d)', en: 'Unlawful use (d)' },
  { code: 'legal-obligation', it: 'Obbligo di legge di cancellare (lettera e)', en: 'A legal obligation to erase (e)' },
] as const
export const ErasureGround = z.enum(codesOf(erasureGrounds))
export type ErasureGround = z.infer<typeof ErasureGround>

/** Why an erasure is refused: its ground is not there, or art. 17(3) GDPR. Checked on 2026-11-22. */
export const erasureRefusals = [
  { code: 'still-needed', it: 'I dati servono ancora: percorso in corso', en: 'Still needed: support under way' },
  {
    code: 'legal-duty',
    it: 'Obbligo di legge di conservarli (par. 3, lettera b)',
    en: 'A legal duty to keep them (3)(b)',
  },
  {
    code: 'public-task',
    it: 'Compito di interesse pubblico, rendicontazione (par. 3, lettera b)',
    en: 'A task in the public interest, accounts to give (3)(b)',
  },
  { code: 'public-health', it: 'Sanità pubblica (par. 3, lettera c)', en: 'Public health (3)(c)' },
  { code: 'archive', it: 'Archivio o statistica (par. 3, lettera d)', en: 'Archive or statistics (3)(d)' },
  { code: 'claims', it: 'Difesa di un diritto (par. 3, lettera e)', en: 'Legal claims (3)(e)' },
  {
    code: 'not-identified',
    it: 'Non è sicuro chi chiede (art. 12, par. 6)',
    en: 'Who asks is not certain (art. 12(6))',
  },
] as const
export const ErasureRefusal = z.enum(codesOf(erasureRefusals))
export type ErasureRefusal = z.infer<typeof ErasureRefusal>
