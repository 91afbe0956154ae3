import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { CallError } from '../call.ts'
import { Button } from './Button.tsx'
import { ConflictPanel } from './ConflictPanel.tsx'
import { mergeEdits } from './conflict.ts'
import { FormFrame } from './FormFrame.tsx'
import { type Fields, type Read, useForm } from './form.ts'
import { useText } from './text.tsx'

/** What is kept of a correction: the values as they are typed and as they were, and of which version they were. */
export type Edit<V> = V & { base: V; version: number }

type Props<V extends Record<string, unknown>, R, Body> = {
  draft: {
    values: Edit<V>
    change: (part: Partial<V> & { base?: V; version?: number }) => void
    finish: () => Promise<void>
  }
  status: ReactNode
  /** What the button says; "save", if it is not said. */
  label?: string
  /** The record, and the values of a form that come of it. */
  record: z.ZodType<R>
  valuesOf: (record: R) => V
  versionOf: (record: R) => number
  /** Those that are of the record, where others only serve the form. */
  stored?: (values: V) => Partial<V>
  labelOf: (field: string) => string
  sayValue: (field: keyof V & string, value: unknown, theirs: R) => string
  read: (values: V) => Read<Body>
  send: (body: Body, version: number) => Promise<unknown>
  onSaved: () => void
  onClose: () => void
  className?: string
  children: (fields: Fields<V>) => ReactNode
}

/** Corrects a record. If somebody else was first, what changed stands side by side. */
export function EditForm<V extends Record<string, unknown>, R, Body>(props: Props<V, R, Body>) {
  const { draft, valuesOf, versionOf, stored = (values) => values, labelOf, onClose } = props
  const { t } = useText()
  const { base, version, ...typed } = draft.values
  const mine = typed as unknown as V
  const form = useForm({ values: mine, change: draft.change }, labelOf, props.read)
  const [theirs, setTheirs] = useState<R | null>(null)
  const conflict = theirs && mergeEdits<Partial<V>>(stored(base), stored(mine), stored(valuesOf(theirs)))

  const save = (values: V, version: number) =>
    form.save(async (body) => {
      try {
        await props.send(body, version)
      } catch (error) {
        const isMoved = error instanceof CallError && error.code === 'moved-on'
        const now = isMoved ? props.record.safeParse(error.current) : null
        if (!now?.success) throw error
        return setTheirs(now.data)
      }
      await draft.finish()
      props.onSaved()
      onClose()
    }, values)
  return (
    <FormFrame
      form={form}
      onSubmit={() => void save(mine, version)}
      label={props.label ?? t('ui.save')}
      beside={
        <>
          <Button onClick={onClose}>{t('ui.close-keep-draft')}</Button>
          {props.status}
        </>
      }
      className={props.className}
    >
      {props.children(form.fields)}
      {theirs && conflict && (
        <ConflictPanel<Partial<V>>
          {...conflict}
          labelOf={labelOf}
          sayValue={(field, value) => props.sayValue(field, value, theirs)}
          onClose={() => setTheirs(null)}
          onDone={(picked) => {
            const merged = { ...mine, ...conflict.merged, ...picked }
            draft.change({ ...merged, base: valuesOf(theirs), version: versionOf(theirs) })
            setTheirs(null)
            void save(merged, versionOf(theirs))
          }}
        />
      )}
    </FormFrame>
  )
}
