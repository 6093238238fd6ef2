#!/usr/bin/env bash
# What the agent loop adds to the time of a model. usage: benchmarks/loop.sh
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
mvn -B -ntp -q ${MAVEN_FLAGS:-} -pl benchmarks -am package dependency:build-classpath -DskipTests -Dmdep.outputFile='${project.build.directory}/classpath'
java -XX:+UseSerialGC -Xmx160m -XX:TieredStopAtLevel=1 -Dsun.net.httpserver.nodelay=true \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.midwatch.benchmarks.LoopOverhead "$work"
