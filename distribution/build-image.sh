#!/usr/bin/env bash
# Builds the container image as an OCI archive: no container engine, no registry, nothing that runs as a daemon.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=distribution/image-tool.sh
. "$here/image-tool.sh"

usage() {
  cat <<'END'
usage: distribution/build-image.sh [--arch amd64|arm64] [--output FILE] [--jdk DIR|debian] [--sources FILE]

  --arch    the processor the image is for; default: this machine's
  --output  the archive; default: distribution/target/midwatch-<version>-<arch>.tar
  --jdk     a JDK 25 for that processor; default: JAVA_HOME, else one in /usr/lib/jvm; debian: fetches Debian's, for another processor
  --sources apt's list of where packages are fetched from, .list or .sources; default: this machine's

Wants Debian's tools (apt-get, dpkg-deb), root or user namespaces (unshare), and for another processor's image qemu-user-static
and a JDK 25 of this machine's too.
Two builds of one revision are the same, byte for byte, but not those for another processor.
END
}

arch=$(machine_arch)
output=
jdk=
while [ $# -gt 0 ]; do
  case $1 in
    --arch | --output | --jdk | --sources)
      [ $# -gt 1 ] || fail "$1 wants a value"
      case $1 in --arch) arch=$2 ;; --output) output=$(realpath -m "$2") ;; --jdk) jdk=$2 ;; *) from_sources "$2" ;; esac
      shift 2
      ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "what is $1?" ;;
  esac
done
case $arch in amd64 | arm64) ;; *) fail "--arch $arch: want amd64 or arm64" ;; esac
[ -n "$jdk" ] || jdk=$(find_jdk "$arch")
check_jdk "$arch" "$jdk"
link_with "$arch"

build_parts
output=${output:-$here/target/midwatch-$version-$arch.tar}
mkdir -p "$(dirname "$output")"
image_tool build --arch "$arch" --jdk "$jdk" --output "$output"
