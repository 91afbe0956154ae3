import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type Messages, type Speak, speaker } from '#model/message-catalogue.ts'

type Text = { t: Speak; lang: 'it' | 'en'; choose: (lang: 'it' | 'en') => void }

const TextContext = createContext<Text | null>(null)

/** Gives every piece below it the texts of the chosen language. */
export function TextProvider(props: {
  lang: 'it' | 'en'
  messages: Messages
  choose: (lang: 'it' | 'en') => void
  children: ReactNode
}) {
  const { lang, messages, choose } = props
  const text = useMemo(() => ({ t: speaker(messages, lang), lang, choose }), [messages, lang, choose])
  return <TextContext value={text}>{props.children}</TextContext>
}

/** `t(key)` says a message; `lang` is the language it speaks. */
export function useText(): Text {
  const text = useContext(TextContext)
  if (!text) throw new Error('no texts above this piece')
  return text
}
