import { attached } from '../model/interface-birth.ts'
import { whyNotAttach } from '../model/interface-rules.ts'
import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { refuseUnsupported } from './unsupported.ts'

/** The interface stays when its instance ends, until told otherwise. Refuses: as `find` and `whyNotAttach`. */
export const AttachNetworkInterface: Decide<'AttachNetworkInterface'> = (situation, input) => {
  refuseUnsupported(input, { NetworkCardIndex: [0], EnaSrdSpecification: [], EnaQueueCount: [] })
  const { DeviceIndex: deviceIndex } = input
  if (deviceIndex === undefined) throw refuse('MissingParameter', 'deviceIndex')
  if (deviceIndex < 0) throw refuse('InvalidParameterValue/too-small', deviceIndex, 'deviceIndex', -1)
  const one = find(situation, 'network-interface', input.NetworkInterfaceId, 'networkInterfaceId')
  const instance = find(situation, 'instance', input.InstanceId, 'instanceId')
  const no = whyNotAttach(situation.network, one, instance, deviceIndex)
  if (no) throw no
  const wish = { instanceId: instance.id, deviceIndex, deleteOnTermination: false }
  const after = attached(situation, one, wish)
  return {
    changes: [put(after)],
    reply: { AttachmentId: after.attachment?.id, NetworkCardIndex: 0 },
  }
}
