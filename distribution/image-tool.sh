# shellcheck shell=bash
# What build-image.sh and build-and-push.sh have in common; sourced by them.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

linker=()
sources=()

say() { echo "image: $*" >&2; }
fail() {
  say "$*"
  exit 1
}

machine_arch() {
  case $(uname -m) in x86_64) echo amd64 ;; aarch64 | arm64) echo arm64 ;; *) fail "no image can be made on a machine of type $(uname -m)" ;; esac
}

# The first JDK 25 for this processor.
find_jdk() {
  local each machine
  case $1 in amd64) machine='x86_64\|amd64' ;; *) machine='aarch64\|arm64' ;; esac
  for each in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    if [ -n "$each" ] && [ -x "$each/bin/jlink" ] && grep -q '^JAVA_VERSION="25' "$each/release" && grep -q "^OS_ARCH=\"\($machine\)\"" "$each/release"; then
      echo "$each"
      return
    fi
  done
  fail "a JDK 25 for $1 is needed, and neither JAVA_HOME nor /usr/lib/jvm has one: give it with --jdk"
}

# A JDK of this processor links itself where it can run; else one of this machine does.
link_with() {
  [ "$1" = "$(machine_arch)" ] || linker=(--linker "$(find_jdk "$(machine_arch)")")
}

# What apt is to fetch from.
from_sources() {
  [ -r "$1" ] || fail "--sources $1: there is no such file"
  case $1 in *.list | *.sources) ;; *) fail "--sources $1: apt wants a name that ends with .list or .sources" ;; esac
  sources=(--sources "$(realpath "$1")")
}

# A JDK is a folder; Debian's is only unpacked, so it can be linked but not started.
check_jdk() {
  [ "$2" != debian ] || [ "$1" != "$(machine_arch)" ] || fail "--jdk debian is for another processor than this machine's: install openjdk-25-jdk-headless"
}

# What of the source the image is: its version, commit and time, and whether it has changes that are in no commit.
read_source() {
  version=$(sed -n '/<artifactId>midwatch</{n;s/.*<version>\(.*\)<.*/\1/p;q}' "$root/pom.xml")
  revision=$(git -C "$root" rev-parse HEAD)
  time=$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<.*/\1/p' "$root/pom.xml")
  changed=()
  # New files matter where they are part of what is built, and nowhere else.
  if [ -n "$(git -C "$root" status --porcelain --untracked-files=no; git -C "$root" ls-files --others --exclude-standard -- '*src/*' '*pom.xml')" ]; then
    changed=(--changed)
    say "there are changes that are in no commit: the image is marked as dirty"
  fi
}

# The program, what it is made of, and the tool that makes the image; MVN may name another Maven, MIDWATCH_SKIP_BUILD=1 takes what was built before.
build_parts() {
  local each
  for each in git apt-get dpkg-deb unshare java; do
    command -v "$each" >/dev/null || fail "$each is needed, and is not on the PATH"
  done
  read_source
  [ "${MIDWATCH_SKIP_BUILD:-}" != 1 ] || return 0
  say "building Midwatch $version"
  mkdir -p "$root/distribution/target"
  # shellcheck disable=SC2086
  (cd "$root" && "${MVN:-mvn}" -B -ntp -q ${MAVEN_FLAGS:-} -DskipTests -Dspotless.check.skip=true package org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeAggregateBom \
    -DincludeTestScope=false -DoutputFormat=json -DincludeBomSerialNumber=false -Dcyclonedx.skipNotDeployed=false -Dcyclonedx.skipAttach=true) >&2 ||
    fail "the build failed"
}

image_tool() {
  local command=$1
  shift
  # jib's HTTP client would log, and nothing is there to log with.
  java -XX:TieredStopAtLevel=1 -Dslf4j.internal.verbosity=ERROR -cp "$root/image/target/image-$version.jar:$root/image/target/lib/*" dev.midwatch.image.Main "$command" \
    --distribution "$root/distribution/target/midwatch" --bill "$root/target/bom.json" --licence "$root/LICENSE" \
    --version-of-release "$version" --revision "$revision" ${changed[@]+"${changed[@]}"} --time "$time" \
    --packages "$root/image/target/packages" --work "${MIDWATCH_IMAGE_WORK:-$root/image/target/work}" \
    ${linker[@]+"${linker[@]}"} ${sources[@]+"${sources[@]}"} "$@"
}
