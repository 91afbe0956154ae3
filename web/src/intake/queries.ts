import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { takeInCharge, weighEligibility } from '#model/intake/contract.ts'
import { call } from '../call.ts'

export type EligibilityQuestion = z.input<typeof weighEligibility.body>

/** What the programmes ask for, against what is typed: information, never a condition. */
export const eligibilityQuery = (desk: string, question: EligibilityQuestion) =>
  queryOptions({
    queryKey: [desk, 'eligibility', question],
    queryFn: ({ signal }) => call(weighEligibility, { params: { desk }, body: question, signal }),
    placeholderData: (before) => before,
  })

export const saveCase = (desk: string, body: z.input<typeof takeInCharge.body>) =>
  call(takeInCharge, { params: { desk }, body })
