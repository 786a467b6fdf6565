import { answerConnections } from './answer-connections.ts'
import type { Decide } from './decide.ts'

/** Refuses: what `answerConnections` refuses. */
export const AcceptVpcEndpointConnections: Decide<'AcceptVpcEndpointConnections'> = (situation, input) =>
  answerConnections(situation, input, 'accept')
