/**
 * What a command in an instance sees of the machine: its host name is the instance's, and names are resolved as the DHCP
 * options of its VPC say. It is given a view of the file system of its own in which /etc/resolv.conf is another file;
 * nothing on the machine is changed, and nothing is left behind.
 */
import type { Guest } from '../server/places.ts'

/**
 * Words before a command. Where /etc/resolv.conf is not there to be covered, or a name is too long for the kernel, that
 * stays as it is. Every view is private, so what is mounted for a moment on /tmp disturbs nobody.
 */
export const asGuest = ({ hostName, resolvConf }: Guest): readonly string[] => [
  ...['unshare', '--mount', '--uts', '--'],
  ...['sh', '-c', SCRIPT, 'isthmus', hostName, resolvConf],
]

const SCRIPT = `hostname "$1" 2>/dev/null
if mount -t tmpfs isthmus /tmp 2>/dev/null; then
  printf %s "$2" >/tmp/resolv.conf
  mount --bind /tmp/resolv.conf /etc/resolv.conf 2>/dev/null
  umount /tmp
fi
shift 2
exec "$@"`
