import type { Language } from '#model/codes/languages.ts'
import ar from '#model/letters/letters.ar.json' with { type: 'json' }
import bn from '#model/letters/letters.bn.json' with { type: 'json' }
import en from '#model/letters/letters.en.json' with { type: 'json' }
import es from '#model/letters/letters.es.json' with { type: 'json' }
import fr from '#model/letters/letters.fr.json' with { type: 'json' }
import it from '#model/letters/letters.it.json' with { type: 'json' }
import pa from '#model/letters/letters.pa.json' with { type: 'json' }
import ro from '#model/letters/letters.ro.json' with { type: 'json' }
import sq from '#model/letters/letters.sq.json' with { type: 'json' }
import uk from '#model/letters/letters.uk.json' with { type: 'json' }
import ur from '#model/letters/letters.ur.json' with { type: 'json' }
import zh from '#model/letters/letters.zh.json' with { type: 'json' }
import { type LetterTemplate, ProductTemplate } from '#model/letters/template-contract.ts'
import type { Messages } from '#model/message-catalogue.ts'
import { type CopyLanguage, copyLanguages } from '#model/privacy/copy-languages.ts'

/** What stands on letters that the product brings, in the languages of the copy. By the project, checked on 2026-11-23. */
export const letterTexts: Record<CopyLanguage, Messages> = { it, en, fr, es, ar, ro, uk, sq, ur, zh, bn, pa }

/** Those that must not tell what they are about. */
const discreet: readonly ProductTemplate[] = ['attendance', 'papers-held', 'appointment-discreet']

const textOf = (language: CopyLanguage, key: string) => letterTexts[language][key] as string

/** The templates of letters that the product brings, each in all these languages. */
export const ownTemplates: ReadonlyMap<ProductTemplate, LetterTemplate> = new Map(
  ProductTemplate.options.map((name) => [
    name,
    {
      discreet: discreet.includes(name),
      texts: copyLanguages.map((language: CopyLanguage & Language) => ({
        ...{ language, title: textOf(language, `${name}.title`), text: textOf(language, `${name}.text`) },
      })),
    },
  ]),
)
