import type { Messages } from '#model/message-catalogue.ts'

export type Lang = 'it' | 'en'

/** One file per language, fetched when the language is chosen. */
export async function loadMessages(lang: Lang): Promise<Messages> {
  const texts = lang === 'en' ? await import('./messages-en.ts') : await import('./messages-it.ts')
  return texts.messages
}
