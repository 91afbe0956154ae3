import type { Messages } from '#model/message-catalogue.ts'
import ar from '#model/pathway/sheet-messages.ar.json' with { type: 'json' }
import bn from '#model/pathway/sheet-messages.bn.json' with { type: 'json' }
import en from '#model/pathway/sheet-messages.en.json' with { type: 'json' }
import es from '#model/pathway/sheet-messages.es.json' with { type: 'json' }
import fr from '#model/pathway/sheet-messages.fr.json' with { type: 'json' }
import it from '#model/pathway/sheet-messages.it.json' with { type: 'json' }
import pa from '#model/pathway/sheet-messages.pa.json' with { type: 'json' }
import ro from '#model/pathway/sheet-messages.ro.json' with { type: 'json' }
import sq from '#model/pathway/sheet-messages.sq.json' with { type: 'json' }
import uk from '#model/pathway/sheet-messages.uk.json' with { type: 'json' }
import ur from '#model/pathway/sheet-messages.ur.json' with { type: 'json' }
import zh from '#model/pathway/sheet-messages.zh.json' with { type: 'json' }
import type { CopyLanguage } from '#model/privacy/copy-languages.ts'

/** The texts of the sheet that a person keeps, in the languages of the copy. */
export const sheetTexts: Record<CopyLanguage, Messages> = { it, en, fr, es, ar, ro, uk, sq, ur, zh, bn, pa }
