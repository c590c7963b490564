import type { Study } from '@seatrial/scenarios'
import type { WorkOrder } from './work-order.ts'

/** What a thread is told, as plain data: only orders are answered. */
export type ThreadMessage =
  | { readonly type: 'study'; readonly study: Study }
  | { readonly type: 'order'; readonly order: WorkOrder }
