import { whyNotManage } from '../model/interface-rules.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Situation } from './decide.ts'
import { find } from './find.ts'

/** The caller's interface, which is the caller's to change. Refuses: as `find`, AuthFailure (a service's). */
export function findInterface(situation: Situation, id: string | undefined): NetworkInterface {
  const one = find(situation, 'network-interface', id, 'networkInterfaceId')
  const no = whyNotManage(one)
  if (no) throw no
  return one
}
