import { useRef, useState } from 'react'

/** The second press of a double click: what stands under the pointer by then may be something else. */
export const isDouble = (event: { detail: number }): boolean => event.detail > 1

/** One act at a time: who presses again while it is under way, or clicks twice, does it once. */
export function usePress() {
  const [busy, setBusy] = useState(false)
  const isUnderWay = useRef(false)
  const press = async (act: () => Promise<unknown>, event: { detail: number } = { detail: 0 }) => {
    if (isUnderWay.current || isDouble(event)) return
    isUnderWay.current = true
    setBusy(true)
    try {
      await act()
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return { busy, press }
}
