#!/usr/bin/env bash
# Builds the container image and sends it to a registry under the tag <version>-<revision>; for more than one processor as one index.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=distribution/image-tool.sh
. "$here/image-tool.sh"

usage() {
  cat <<'END'
usage: distribution/build-and-push.sh [--jdk amd64=DIR] [--jdk arm64=DIR] [--sources FILE] IMAGE

  IMAGE      its name in the registry, without a tag: registry.example.com/team/midwatch
  --jdk      a JDK 25 for that processor, or `debian`; an image is made for each that is named. Default: this machine's processor alone
  --sources  apt's list of where packages are fetched from, .list or .sources; default: this machine's

The revision of a source with changes that are in no commit ends with -dirty.
Credentials are those that `docker login` keeps, or REGISTRY_USERNAME and REGISTRY_PASSWORD. Only registries on this machine are
spoken to without TLS. The name with its tag is written to standard output.
END
}

image=
jdks=()
while [ $# -gt 0 ]; do
  case $1 in
    --jdk)
      [ $# -gt 1 ] || fail "--jdk wants a value"
      case $2 in amd64=* | arm64=*) jdks+=(--jdk "$2") ;; *) fail "--jdk $2: want amd64=DIR or arm64=DIR" ;; esac
      check_jdk "${2%%=*}" "${2#*=}"
      link_with "${2%%=*}"
      shift 2
      ;;
    --sources)
      [ $# -gt 1 ] || fail "--sources wants a value"
      from_sources "$2"
      shift 2
      ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; fail "what is $1?" ;;
    *)
      [ -z "$image" ] || fail "one image at a time: $image or $1?"
      image=$1
      shift
      ;;
  esac
done
[ -n "$image" ] || { usage >&2; fail "where to?"; }
[ ${#jdks[@]} -gt 0 ] || { arch=$(machine_arch); jdks=(--jdk "$arch=$(find_jdk "$arch")"); }

build_parts
image_tool push "${jdks[@]}" "$image"
