# shellcheck shell=bash
# What build-image.sh and build-and-push.sh have in common; sourced by them.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

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

# The program, what it is made of, and the tool that makes the image; MVN may name another Maven, MIDWATCH_SKIP_BUILD=1 takes what was built before.
build_parts() {
  local each
  for each in git apt-get dpkg-deb unshare java; do
    command -v "$each" >/dev/null || fail "$each is needed, and is not on the PATH"
  done
  version=$(sed -n '/<artifactId>midwatch</{n;s/.*<version>\(.*\)<.*/\1/p;q}' "$root/pom.xml")
  revision=$(git -C "$root" rev-parse HEAD)
  [ -z "$(git -C "$root" status --porcelain --untracked-files=no)" ] || say "there are changes that are in no revision; the image names $revision"
  time=$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<.*/\1/p' "$root/pom.xml")
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
  java -XX:TieredStopAtLevel=1 -cp "$root/image/target/image-$version.jar:$root/image/target/lib/*" dev.midwatch.image.Main "$command" \
    --distribution "$root/distribution/target/midwatch" --bill "$root/target/bom.json" --licence "$root/LICENSE" \
    --version-of-release "$version" --revision "$revision" --time "$time" --packages "$root/image/target/packages" --work "${MIDWATCH_IMAGE_WORK:-$root/image/target/work}" "$@"
}
