#!/usr/bin/env bash
# Builds the container image as an OCI archive: no container engine, no registry, nothing that runs as a daemon.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=distribution/image-tool.sh
. "$here/image-tool.sh"

usage() {
  cat <<'END'
usage: distribution/build-image.sh [--arch amd64|arm64] [--output FILE] [--jdk DIR]

  --arch    the processor the image is for; default: this machine's
  --output  the archive; default: distribution/target/midwatch-<version>-<arch>.tar
  --jdk     a JDK 25 for that processor; default: JAVA_HOME, else one in /usr/lib/jvm

Wants Debian's tools (apt-get, dpkg-deb), root or user namespaces (unshare), and for another processor's image qemu-user-static.
Two builds of one revision are the same, byte for byte.
END
}

arch=$(machine_arch)
output=
jdk=
while [ $# -gt 0 ]; do
  case $1 in
    --arch | --output | --jdk)
      [ $# -gt 1 ] || fail "$1 wants a value"
      case $1 in --arch) arch=$2 ;; --output) output=$(realpath -m "$2") ;; *) jdk=$2 ;; esac
      shift 2
      ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "what is $1?" ;;
  esac
done
case $arch in amd64 | arm64) ;; *) fail "--arch $arch: want amd64 or arm64" ;; esac
[ -n "$jdk" ] || jdk=$(find_jdk "$arch")

build_parts
output=${output:-$here/target/midwatch-$version-$arch.tar}
mkdir -p "$(dirname "$output")"
image_tool build --arch "$arch" --jdk "$jdk" --output "$output"
