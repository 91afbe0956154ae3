import { z } from 'zod'
import { codesOf } from './code-list.ts'

/**
 * What somebody is to a person: family, and who stands in its place by law. List by the project after the words of the desks;
 * none of them says who belongs to a family unit in the sense of a law. Checked on 2026-11-23.
 */
export const relations = [
  { code: 'spouse', it: 'Coniuge', en: 'Spouse' },
  { code: 'partner', it: 'Convivente o partner', en: 'Partner' },
  { code: 'child', it: 'Figlia o figlio', en: 'Child' },
  { code: 'parent', it: 'Madre o padre', en: 'Parent' },
  { code: 'sibling', it: 'Sorella o fratello', en: 'Sister or brother' },
  { code: 'grandparent', it: 'Nonna o nonno', en: 'Grandparent' },
  { code: 'grandchild', it: 'Nipote (di nonni)', en: 'Grandchild' },
  { code: 'aunt-uncle', it: 'Zia o zio', en: 'Aunt or uncle' },
  { code: 'niece-nephew', it: 'Nipote (di zii)', en: 'Niece or nephew' },
  { code: 'cousin', it: 'Cugina o cugino', en: 'Cousin' },
  { code: 'in-law', it: 'Parente del coniuge', en: 'Relative by marriage' },
  { code: 'guardian', it: 'Tutrice o tutore', en: 'Guardian' },
  { code: 'ward', it: 'Persona sotto la sua tutela', en: 'Person in guardianship' },
  { code: 'foster-parent', it: 'Chi ha in affido', en: 'Foster parent' },
  { code: 'foster-child', it: 'In affido', en: 'Foster child' },
  { code: 'other', it: 'Altro legame', en: 'Another tie' },
] as const
export const Relation = z.enum(codesOf(relations))
export type Relation = z.infer<typeof Relation>

/** Where somebody of the family lives, seen from the person. */
export const livingPlaces = [
  { code: 'together', it: 'Insieme', en: 'Together' },
  { code: 'italy', it: 'In Italia, altrove', en: 'Elsewhere in Italy' },
  { code: 'abroad', it: 'All’estero', en: 'Abroad' },
  { code: 'unknown', it: 'Non si sa', en: 'Not known' },
] as const
export const LivingPlace = z.enum(codesOf(livingPlaces))
export type LivingPlace = z.infer<typeof LivingPlace>
