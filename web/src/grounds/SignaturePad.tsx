import { useEffect, useRef } from 'react'
import Pad from 'signature_pad'

type Props = {
  /** What it is, for those who do not see it. */
  name: string
  onStroke: (image: string) => void
}

const PEN = { backgroundColor: '#fff', penColor: '#17324d', minWidth: 1, maxWidth: 3 }

/** A place to sign with a finger, a pen or the mouse. What was drawn is handed on as PNG in base64 after each stroke. */
export function SignaturePad({ name, onStroke }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const told = useRef(onStroke)
  told.current = onStroke
  useEffect(() => {
    const place = canvas.current
    if (!place) return
    const pad = new Pad(place, PEN)
    const say = () => told.current(place.toDataURL('image/png').split(',')[1] ?? '')
    pad.addEventListener('endStroke', say)
    // Dots follow the width of the place: a phone that is turned keeps what was drawn.
    const resize = () => {
      const ratio = Math.min(devicePixelRatio || 1, 3)
      const strokes = pad.toData()
      place.width = place.offsetWidth * ratio
      place.height = place.offsetHeight * ratio
      place.getContext('2d')?.scale(ratio, ratio)
      pad.clear()
      pad.fromData(strokes)
    }
    const watch = new ResizeObserver(resize)
    watch.observe(place)
    resize()
    return () => {
      watch.disconnect()
      pad.off()
    }
  }, [])
  return <canvas ref={canvas} className="signature-pad" role="img" aria-label={name} />
}
