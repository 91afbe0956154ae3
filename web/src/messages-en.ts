import type { Messages } from '#model/message-catalogue.ts'

const files = import.meta.glob<Messages>(['../../model/src/messages.en.json', '../../model/src/*/messages.en.json'], {
  eager: true,
  import: 'default',
})

export const messages: Messages = Object.assign({}, ...Object.values(files))
