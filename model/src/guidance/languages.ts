/** Languages in which the public pages stand: one is written here once every text of it is there. */
export const guideLanguages = ['it', 'en', 'fr', 'es', 'ar', 'bn', 'ur', 'pa', 'uk', 'sq'] as const
export type GuideLanguage = (typeof guideLanguages)[number]
