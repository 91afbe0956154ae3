import { Failure } from './failure.tsx'
import { Skeleton } from './Page.tsx'

type Props = { query: { isError: boolean; isPending: boolean; error: unknown; refetch: () => unknown }; rows?: number }

/** What stands until an answer is here: grey bars, or why it did not come. */
export function QueryState({ query, rows }: Props) {
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  return query.isPending ? <Skeleton rows={rows} /> : null
}
