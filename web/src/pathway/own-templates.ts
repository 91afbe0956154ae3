import type { Profile } from '#model/codes/profiles.ts'
import type { TemplateGoal, Templates } from '#model/pathway/template-contract.ts'
import en from '#model/pathway/templates.en.json' with { type: 'json' }
import it from '#model/pathway/templates.it.json' with { type: 'json' }

type Goals = readonly TemplateGoal[]
type Lang = 'it' | 'en'

/**
 * What is often agreed with persons of a profile, for a desk that has written no template of its own. By the project, after the
 * services that the InLav model names for each profile; a proposal to be changed, checked on 2026-11-23.
 */
export const ownTemplates: Readonly<Record<Lang, Readonly<Record<Profile, Goals>>>> = {
  it: it as Record<Profile, TemplateGoal[]>,
  en: en as Record<Profile, TemplateGoal[]>,
}

/** The goals of the template that holds for a profile: the desk's own, else the product's in the language of the interface. */
export function goalsFor(profile: Profile, { rows }: Pick<Templates, 'rows'>, lang: Lang): Goals {
  const latest = rows.find((row) => row.profile === profile)?.versions[0]
  return latest?.goals ?? ownTemplates[lang][profile]
}
