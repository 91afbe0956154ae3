/** Long work: a bar with numbers. */
export function ProgressBar({ done, all, label }: { done: number; all: number; label: string }) {
  return (
    <div className="progress">
      <progress max={Math.max(1, all)} value={done} aria-label={label} />
      <span>{label}</span>
    </div>
  )
}
