/**
 * All packets at a device of this thread's network namespace, as tcpdump reads them from a file. For users that tcpdump
 * itself does not serve: started by root, also that of a user namespace, it wants to become another user, and there is none.
 * Sources: packet(7); IETF draft-ietf-opsawg-pcap.
 */
import { bindSocket, indexOfDevice, openSocket, receive } from './kernel/libc.ts'

const PACKET = 17
const RAW = 3
const ALL = 3
const ETHERNET = 1
/** More than any packet has, also one that is cut later (GSO). */
const LONGEST = 262_144

/** Does not end by itself: it waits for packets, and does nothing else meanwhile. */
export function* packetsAt(device: string): Generator<Buffer> {
  const protocol = Buffer.from([0, ALL])
  const socket = openSocket(PACKET, RAW, protocol.readUInt16LE())
  const address = Buffer.alloc(20)
  address.writeUInt16LE(PACKET, 0)
  protocol.copy(address, 2)
  address.writeInt32LE(indexOfDevice(device), 4)
  bindSocket(socket, address)
  yield fileHeader()
  const buffer = Buffer.alloc(LONGEST)
  for (;;) {
    const packet = buffer.subarray(0, receive(socket, buffer))
    yield Buffer.concat([packetHeader(packet.length), packet])
  }
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(LONGEST, 16)
  header.writeUInt32LE(ETHERNET, 20)
  return header
}

function packetHeader(length: number): Buffer {
  const now = performance.timeOrigin + performance.now()
  const header = Buffer.alloc(16)
  header.writeUInt32LE(Math.floor(now / 1_000), 0)
  header.writeUInt32LE(Math.floor((now % 1_000) * 1_000), 4)
  header.writeUInt32LE(length, 8)
  header.writeUInt32LE(length, 12)
  return header
}
