import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Appointment } from '#model/appointments/contract.ts'
import { minutesOf } from '#model/appointments/rules.ts'
import type { CivilDate } from '#model/calendar.ts'
import { droppedAt } from './agenda-view.ts'

/** How far the pointer goes before it is a drag and no press. */
const SLACK = 6

const refuse = (event: Event) => event.preventDefault()

export type Target = { day: CivilDate; time: string }
type Drag = {
  row: Appointment
  pointer: number
  x: number
  y: number
  grabbed: number
  under: Target | null
  isLetGo: boolean
}

/**
 * Drags an appointment to another day or hour with the mouse or a pen. Fingers scroll; the keyboard and everybody else move it
 * on its own page (WCAG 2.5.7).
 */
export function useDrag(hour: number, drop: (row: Appointment, to: Target) => void) {
  const drag = useRef<Drag | null>(null)
  const [shown, setShown] = useState<{ id: string; to: Target } | null>(null)
  const targetAt = (event: PointerEvent, { row, grabbed }: Drag): Target | null => {
    const column = document
      .elementsFromPoint(event.clientX, event.clientY)
      .find((each): each is HTMLElement => each instanceof HTMLElement && each.dataset.day !== undefined)
    if (!column) return null
    const top = event.clientY - column.getBoundingClientRect().top - grabbed
    const minutes = Number(column.dataset.first) * 60 + (top / hour) * 60
    return { day: column.dataset.day as CivilDate, time: droppedAt(minutes, row.minutes) }
  }
  /** Escape lets go where it was taken (WCAG 2.5.2): what the pointer does until it is up means nothing. */
  const letGo = useRef((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !drag.current?.under) return
    event.preventDefault()
    event.stopPropagation()
    drag.current.isLetGo = true
    setShown(null)
  })
  const over = () => {
    removeEventListener('keydown', letGo.current, true)
    drag.current = null
    setShown(null)
  }
  useEffect(() => () => removeEventListener('keydown', letGo.current, true), [])
  const handlers = (row: Appointment) =>
    !row.can.includes('change')
      ? {}
      : {
          onPointerDown: (event: PointerEvent<HTMLElement>) => {
            if (event.pointerType === 'touch' || event.button !== 0) return
            const grabbed = event.clientY - event.currentTarget.getBoundingClientRect().top
            drag.current = {
              row,
              pointer: event.pointerId,
              x: event.clientX,
              y: event.clientY,
              grabbed,
              under: null,
              isLetGo: false,
            }
            addEventListener('keydown', letGo.current, true)
          },
          onPointerMove: (event: PointerEvent<HTMLElement>) => {
            const now = drag.current
            if (now?.pointer !== event.pointerId || now.isLetGo) return
            if (!now.under && Math.hypot(event.clientX - now.x, event.clientY - now.y) < SLACK) return
            event.currentTarget.setPointerCapture(event.pointerId)
            now.under = targetAt(event, now) ?? now.under
            if (now.under) setShown({ id: row.id, to: now.under })
          },
          onPointerUp: () => {
            const { under: to, isLetGo } = drag.current ?? {}
            if (to && !isLetGo && (to.day !== row.day || minutesOf(to.time) !== minutesOf(row.time))) drop(row, to)
            // The press that ends a drag opens nothing.
            if (to) {
              addEventListener('click', refuse, { capture: true, once: true })
              setTimeout(() => removeEventListener('click', refuse, true))
            }
            over()
          },
          onPointerCancel: over,
          onDragStart: (event: { preventDefault(): void }) => event.preventDefault(),
        }
  return { handlers, shown }
}
