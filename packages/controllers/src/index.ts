// daemon-set
export {
  DaemonPlacement,
  type Eligibility,
  type EligibilityNode,
} from './daemon-set/node-eligibility.ts'
