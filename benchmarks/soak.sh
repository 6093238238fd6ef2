#!/usr/bin/env bash
# Three days by a virtual clock: what the process holds every six hours. usage: benchmarks/soak.sh
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
mvn -B -ntp -q ${MAVEN_FLAGS:-} -pl benchmarks,distribution -am package dependency:build-classpath -DskipTests -Dmdep.outputFile='${project.build.directory}/classpath'
java -XX:+UseSerialGC -Xmx160m -Xss512k -XX:TieredStopAtLevel=1 -Dsun.net.httpserver.nodelay=true -Djava.util.logging.config.file=/dev/null \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.midwatch.benchmarks.Soak "$work" distribution/target/midwatch/plugins 2>/dev/null
