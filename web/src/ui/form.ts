import { useState } from 'react'
import { useText } from './text.tsx'
import { useWrong } from './wrong.ts'

/** What was typed, read: the body of a call, or by field a message key of what is wrong with it. */
export type Read<Body> = { ok: true; body: Body } | { ok: false; wrong: Record<string, string> }

/** What the fields of a form know of it. */
export type Fields<V> = { values: V; change: (part: Partial<V>) => void; wrong: Record<string, string> }

/** A form over what is kept: a field that changes is no longer wrong, and there is one save at a time. */
export function useForm<V extends object, Body>(
  kept: Omit<Fields<V>, 'wrong'>,
  labelOf: (field: string) => string,
  read: (values: V) => Read<Body>,
) {
  const wrong = useWrong(labelOf)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<V>) => {
    wrong.forget(part)
    kept.change(part)
  }
  const save = async (send: (body: Body) => Promise<unknown>, values = kept.values) => {
    if (busy) return
    wrong.clear()
    setBusy(true)
    try {
      const found = read(values)
      if (found.ok) await send(found.body)
      else wrong.set(found.wrong)
    } catch (error) {
      wrong.take(error)
    } finally {
      setBusy(false)
    }
  }
  const fields: Fields<V> = { values: kept.values, change, wrong: wrong.fields }
  return { fields, wrong, busy, save }
}

/** Ties a field to its value by its name: `<TextField {...at('place')} label=… />`. */
export function useFields<V extends object>({ values, change, wrong }: Fields<V>, prefix = '') {
  const { t } = useText()
  return <F extends keyof V & string>(name: F) => ({
    id: `${prefix}${name}`,
    value: values[name],
    onChange: (value: V[F]) => change({ [name]: value } as unknown as Partial<V>),
    error: wrong[name] && t(wrong[name]),
  })
}
