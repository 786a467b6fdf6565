/**
 * What a command in an instance sees of the machine: its host name is the instance's, and names are resolved as the DHCP
 * options of its VPC say. It is given a view of the file system of its own in which /etc/resolv.conf is another file;
 * nothing on the machine is changed, and nothing is left behind.
 */
import type { Guest } from '../server/guest.ts'

/** Words before a command. A name that is too long for the kernel is left out. */
export const asGuest = ({ hostName, resolvConf }: Omit<Guest, 'address'>): readonly string[] => [
  ...['unshare', '--mount', '--uts', '--'],
  ...['sh', '-c', SCRIPT, 'isthmus', hostName, resolvConf],
]

/**
 * Every view is private, so what is mounted for a moment on /tmp disturbs nobody, and what was mounted from it stays. Where
 * /etc/resolv.conf is no file, but a link to one that is not there, the whole of /etc is covered.
 */
const SCRIPT = `hostname "$1" 2>/dev/null
if mount -t tmpfs isthmus /tmp 2>/dev/null; then
  mkdir /tmp/etc /tmp/work
  printf %s "$2" >/tmp/etc/resolv.conf
  if [ -f /etc/resolv.conf ]; then mount --bind /tmp/etc/resolv.conf /etc/resolv.conf
  else mount -t overlay isthmus -o lowerdir=/etc,upperdir=/tmp/etc,workdir=/tmp/work /etc
  fi 2>/dev/null
  umount /tmp
fi
shift 2
exec "$@"`
