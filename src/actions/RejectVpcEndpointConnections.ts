import { answerConnections } from './answer-connections.ts'
import type { Decide } from './decide.ts'

/** Refuses: what `answerConnections` refuses. */
export const RejectVpcEndpointConnections: Decide<'RejectVpcEndpointConnections'> = (situation, input) =>
  answerConnections(situation, input, 'reject')
