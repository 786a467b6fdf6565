/**
 * The calls of the C library that Node has none for. All of them act on the calling thread only: a thread that enters a
 * network namespace takes nobody with it.
 */
import { getSystemErrorMessage } from 'node:util'
import koffi from 'koffi'

const libc = koffi.load('libc.so.6')

const open = libc.func('int open(const char *path, int flags)')
const close = libc.func('int close(int fd)')
const setns = libc.func('int setns(int fd, int kind)')
const unshare = libc.func('int unshare(int kinds)')
const mount = libc.func(
  'int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data)',
)
const umount2 = libc.func('int umount2(const char *target, int flags)')
const gettid = libc.func('int gettid()')
const socket = libc.func('int socket(int domain, int type, int protocol)')
const bind = libc.func('int bind(int fd, const void *address, uint32_t length)')
const setsockopt = libc.func(
  'int setsockopt(int fd, int level, int name, const void *value, uint32_t length)',
)
const ifNameToIndex = libc.func('uint32_t if_nametoindex(const char *name)')
const send = libc.func('long send(int fd, const void *message, size_t length, int flags)')
const recv = libc.func('long recv(int fd, void *buffer, size_t length, int flags)')

/** What the kernel refused: its own words, and the number they stand for. */
export class SystemError extends Error {
  readonly errno: number

  constructor(errno: number) {
    super(getSystemErrorMessage(-errno))
    this.errno = errno
  }
}

const checked = (result: number): number => {
  if (result < 0) throw new SystemError(koffi.errno())
  return result
}

const CLOEXEC = 0o2000000
const NONBLOCK = 0o4000
const NEWNET = 0x40000000
const BIND = 0x1000
const SHARED = 0x100000
const RECURSIVE = 0x4000
const DETACH = 2

export const openFile = (path: string): number => checked(open(path, CLOEXEC))
export const closeFile = (fd: number): void => void close(fd)
export const enterNetwork = (fd: number): void => void checked(setns(fd, NEWNET))
export const leaveForNewNetwork = (): void => void checked(unshare(NEWNET))
/** The file of the network namespace that this thread is in. */
export const networkOfThread = (): string => `/proc/self/task/${gettid()}/ns/net`
export const bindMount = (source: string, target: string): void =>
  void checked(mount(source, target, 'none', BIND, null))
export const bindMountTree = (path: string): void =>
  void checked(mount(path, path, 'none', BIND | RECURSIVE, null))
/** What is mounted or unmounted in it is so in every copy of it, too. Fails if it is no mount point. */
export const shareMounts = (path: string): void =>
  void checked(mount('', path, 'none', SHARED | RECURSIVE, null))
export const unmount = (path: string): void => void checked(umount2(path, DETACH))

/** The number of a device of this thread's network namespace. */
export const indexOfDevice = (name: string): number => checked(ifNameToIndex(name) || -1)

export const openSocket = (domain: number, type: number, protocol = 0): number =>
  checked(socket(domain, type | CLOEXEC, protocol))
export const openNonblocking = (domain: number, type: number): number =>
  checked(socket(domain, type | CLOEXEC | NONBLOCK, 0))
export const bindSocket = (fd: number, address: Buffer): void =>
  void checked(bind(fd, address, address.length))
export const setOption = (fd: number, level: number, name: number, value: Buffer): void =>
  void checked(setsockopt(fd, level, name, value, value.length))
export const sendTo = (fd: number, message: Buffer): void =>
  void checked(send(fd, message, message.length, 0))
/** How many bytes came. Waits as long as the socket's time limit allows. */
export const receive = (fd: number, buffer: Buffer): number => checked(recv(fd, buffer, buffer.length, 0))
