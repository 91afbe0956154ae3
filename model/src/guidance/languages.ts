/** Languages in which the public pages stand: one is written here once every text of it is there. */
export const guideLanguages = ['it', 'en', 'ar', 'ur', 'uk'] as const
export type GuideLanguage = (typeof guideLanguages)[number]
