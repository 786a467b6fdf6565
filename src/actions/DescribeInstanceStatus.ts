import type { InstanceStatus, InstanceStatusSummary } from '@aws-sdk/client-ec2'
import { type Instance, isUp } from '../model/instance.ts'
import { refuse } from '../model/refusals.ts'
import { zoneId } from '../model/regions.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { findInstances } from './find-instances.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showState } from './show-instance.ts'
import { absent, type FiltersOf, viewedFilters } from './viewed-filters.ts'

/** Running instances, or all. Refuses: InvalidParameterCombination, InvalidInstanceID.NotFound, and what `describe` refuses. */
export const DescribeInstanceStatus: Decide<'DescribeInstanceStatus'> = (situation, input) => {
  const { InstanceIds: ids, MaxResults: most, IncludeAllInstances: isAll = false } = input
  if (ids?.length && most !== undefined)
    throw refuse('InvalidParameterCombination/max-results-with-ids', 'instancesSet')
  if (ids?.length) findInstances(situation, ids)
  const { found, NextToken } = describe(catalogue(situation, isAll), { ...input, ids })
  return {
    reply: { InstanceStatuses: found.filter(one => isAll || one.state === 'running').map(show), NextToken },
  }
}

/** What is not running does not count for a page, unless all are asked for. */
function catalogue(situation: Situation, isAll: boolean): Catalogue<Instance> {
  const owned = ownedCatalogue(situation, 'instance', { filters: viewedFilters(filters, show) })
  const shown = function* () {
    for (const one of owned.all()) if (isAll || one.state === 'running') yield one
  }
  const { tags: _, ...untagged } = owned
  return { ...untagged, all: shown }
}

/** What runs is well: the data plane has built it. */
function show(instance: Instance): InstanceStatus {
  const { region, zone } = instance
  const summary = isUp(instance) ? health(instance) : UNKNOWN
  return {
    AvailabilityZone: zone,
    AvailabilityZoneId: zoneId(region, zone),
    InstanceId: instance.id,
    InstanceState: showState(instance.state),
    InstanceStatus: summary,
    SystemStatus: summary,
    AttachedEbsStatus: { Status: isUp(instance) ? 'ok' : 'not-applicable' },
    Operator: { Managed: false },
  }
}

const health = ({ state }: Instance): InstanceStatusSummary =>
  state === 'running'
    ? { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] }
    : { Status: 'initializing', Details: [{ Name: 'reachability', Status: 'initializing' }] }

const UNKNOWN: InstanceStatusSummary = { Status: 'not-applicable' }

const filters: FiltersOf<InstanceStatus> = {
  'availability-zone': one => one.AvailabilityZone,
  'availability-zone-id': one => one.AvailabilityZoneId,
  'attached-ebs-status.status': one => one.AttachedEbsStatus?.Status,
  'instance-state-code': one => one.InstanceState?.Code,
  'instance-state-name': one => one.InstanceState?.Name,
  'instance-status.reachability': one => one.InstanceStatus?.Details?.map(detail => detail.Status),
  'instance-status.status': one => one.InstanceStatus?.Status,
  'operator.managed': one => one.Operator?.Managed,
  'system-status.reachability': one => one.SystemStatus?.Details?.map(detail => detail.Status),
  'system-status.status': one => one.SystemStatus?.Status,
  ...absent(
    'application-status.status',
    'event.code',
    'event.description',
    'event.instance-event-id',
    'event.not-after',
    'event.not-before',
    'event.not-before-deadline',
    'operator.principal',
  ),
}
