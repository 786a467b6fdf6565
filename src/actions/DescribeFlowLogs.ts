import type { FlowLog } from '../model/flow-log.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showFlowLog } from './show-flow-log.ts'

/** Refuses: InvalidFlowLogId.Malformed, InvalidFlowLogId.NotFound, and what `describe` refuses. */
export const DescribeFlowLogs: Decide<'DescribeFlowLogs'> = (situation, input) => {
  const question = { ...input, ids: input.FlowLogIds, Filters: input.Filter }
  const { found, NextToken } = describe(catalogue(situation), question)
  return { reply: { FlowLogs: found.map(showFlowLog), NextToken } }
}

const catalogue = (situation: Situation): Catalogue<FlowLog> =>
  ownedCatalogue(situation, 'flow-log', {
    filters: {
      'deliver-log-status': () => undefined,
      'flow-log-id': log => log.id,
      'log-destination-type': log => log.destinationType,
      'log-group-name': log => log.logGroupName,
      'resource-id': log => log.resourceId,
      'traffic-type': log => log.traffic,
    },
    indexes: { 'resource-id': 'resource' },
  })
