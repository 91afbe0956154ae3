/** Ways to reach a service. List by the project; checked on 2026-11-22. */
export const wayKinds = [
  { code: 'phone', it: 'Telefono', en: 'Phone' },
  { code: 'free-number', it: 'Numero verde', en: 'Free number' },
  { code: 'whatsapp', it: 'WhatsApp', en: 'WhatsApp' },
  { code: 'mail', it: 'Posta elettronica', en: 'E-mail' },
  { code: 'web', it: 'Sito', en: 'Website' },
  { code: 'in-person', it: 'Di persona', en: 'In person' },
] as const

/** From what a way to reach a service works. A free number that does not answer from some mobile operators is a known trap. */
export const worksFrom = [
  { code: 'not-stated', it: 'Da dove: non indicato', en: 'From what: not stated' },
  { code: 'everywhere', it: 'Funziona da ogni telefono', en: 'Works from any phone' },
  {
    code: 'some-operators',
    it: 'Non risponde da tutti gli operatori mobili',
    en: 'Does not answer from all mobile operators',
  },
  { code: 'landline', it: 'Funziona solo da rete fissa', en: 'Works from landlines only' },
] as const

export const agreementKinds = [
  { code: 'protocol', it: 'Protocollo', en: 'Protocol' },
  { code: 'convention', it: 'Convenzione', en: 'Convention' },
  { code: 'memorandum', it: 'Memorandum', en: 'Memorandum' },
] as const

/** What may happen to an entry of the directory. */
export const lives = [
  { code: 'added', it: 'Aggiunto', en: 'Added' },
  { code: 'changed', it: 'Cambiato', en: 'Changed' },
  { code: 'assured', it: 'Verificato', en: 'Said to be still true' },
  {
    code: 'assured-by-provider',
    it: 'Confermato per e-mail da chi offre il servizio',
    en: 'Confirmed by mail by the provider',
  },
  { code: 'capacity', it: 'Posti aggiornati', en: 'Places updated' },
  { code: 'retired', it: 'Ritirato', en: 'Retired' },
  { code: 'restored', it: 'Rimesso', en: 'Brought back' },
] as const
