/** What StartInstances, StopInstances and TerminateInstances do alike: all of the instances change, or none. */
import type { InstanceStateChange } from '@aws-sdk/client-ec2'
import type { Instance } from '../model/instance.ts'
import {
  type InstanceRequest,
  nextInstanceState,
  requested,
  whyNotRequest,
} from '../model/instance-lifecycle.ts'
import type { Decision, Situation } from './decide.ts'
import { findInstances } from './find-instances.ts'
import { showState } from './show-instance.ts'

/** Refuses: what `findInstances` and `whyNotRequest` refuse. */
export function requestInstances(
  situation: Situation,
  request: InstanceRequest,
  ids: readonly string[] | undefined,
): Decision<InstanceStateChange[]> {
  const { network, now } = situation
  const instances = findInstances(situation, ids)
  const no = instances.map(one => whyNotRequest(one, request)).find(refusal => refusal !== undefined)
  if (no) throw no
  return {
    changes: instances.flatMap(one => requested(network, one, request, now)),
    reply: instances.map(one => showChange(one, request)),
  }
}

const showChange = (instance: Instance, request: InstanceRequest): InstanceStateChange => ({
  InstanceId: instance.id,
  CurrentState: showState(nextInstanceState(instance, request) ?? instance.state),
  PreviousState: showState(instance.state),
})
