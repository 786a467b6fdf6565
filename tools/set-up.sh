# Sourced by ./up and ./check: installs what is missing and leaves alone what is there. Needs $root, the checkout.

# What the scripts and tests run, and the Debian package that has it.
programs='ip:iproute2 nft:nftables ping:iputils-ping curl:curl nsenter:util-linux sysctl:procps tcpdump:tcpdump wg:wireguard-tools wireguard-go:wireguard-go slirp4netns:slirp4netns bwrap:bubblewrap mariadbd:mariadb-server-core mariadb:mariadb-client-core /usr/bin/aws:awscli /usr/bin/ansible-playbook:ansible'

missing_packages() {
  for pair in $programs; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || printf '%s ' "${pair#*:}"
  done
  /usr/bin/python3 -c 'import boto3' >/dev/null 2>&1 || printf 'python3-boto3 '
}

install_packages() {
  PATH=$PATH:/usr/sbin:/sbin
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing here: $missing(Debian's names). As root on Debian: apt-get install $missing" >&2
    return 0
  fi
  echo "Installing $missing…" >&2
  apt-get update -qq >&2 &&
    # shellcheck disable=SC2086 # one word per package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# npm writes node_modules/.package-lock.json at the end of every install.
install_modules() {
  installed=$root/node_modules/.package-lock.json
  if [ -f "$installed" ] && [ ! "$root/package-lock.json" -nt "$installed" ]; then return 0; fi
  # Another user's checkout, or packages that another worktree has: as they are.
  if [ -f "$installed" ] && { [ ! -w "$root" ] || [ -L "$root/node_modules" ]; }; then return 0; fi
  echo "Installing npm packages…" >&2
  (cd "$root" && npm ci --no-audit --no-fund --loglevel=error) >&2
}

# What bin/isthmus runs; without it, or older than the source, it runs the source itself, which starts slower.
build() {
  built=$root/dist/main.js
  if [ -f "$built" ] && [ -z "$(find "$root/src" -newer "$built" -print -quit)" ]; then return 0; fi
  [ -w "$root" ] || return 0
  (cd "$root" && npm run --silent build) >/dev/null
}

set_up() {
  install_packages && install_modules && build || {
    echo "Setting up failed: see above." >&2
    exit 1
  }
}
