import { z } from 'zod'

/** The last twelve signs of a case's id, which chance made: enough to find it in its desk, too many to be guessed. */
export const CaseNumber = z.string().regex(/^[0-9a-f]{12}$/)

/** The number of a case (numero del caso), to be said on the phone and written on paper: three times four signs. */
export const numberOfCase = (id: string): string => id.slice(-12).replace(/(.{4})(?!$)/g, '$1-')
