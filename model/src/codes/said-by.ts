import { z } from 'zod'

/** Who or what said something that is written down as evidence. */
export const SaidBy = z.enum(['person', 'family', 'colleague', 'document', 'observed', 'other'])
export type SaidBy = z.infer<typeof SaidBy>
