/**
 * Languages in which the questions about signs are put into spoken words, in `spoken.<language>.json`: one for each sign, so
 * that an operator or a mediator can read them aloud, in two languages side by side. They ask; they suggest no answer.
 */
export const spokenLanguages = ['it', 'en', 'fr', 'es', 'ar', 'ro', 'uk', 'sq', 'ur', 'zh', 'bn', 'pa'] as const
export type SpokenLanguage = (typeof spokenLanguages)[number]

/** All others were translated and not read by a native speaker: the page says so. */
export const isSpokenReviewed = (language: SpokenLanguage): boolean => language === 'it' || language === 'en'
