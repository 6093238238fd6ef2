#!/usr/bin/env bash
# Follows the cluster of a kubeconfig with what all checks of skills-k8s declare, while pods change twenty times a second: change to visible, memory, CPU.
# usage: benchmarks/mirror.sh KUBECONFIG [SECONDS_OF_EACH_PART]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kubeconfig=$(readlink -f "$1")
cd "$root"
mvn -B -ntp -q ${MAVEN_FLAGS:-} -pl benchmarks -am package dependency:build-classpath -DskipTests -Dmdep.outputFile='${project.build.directory}/classpath'
# The follower with the options of the installed program.
java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.midwatch.core.kube.MirrorLoad "$kubeconfig" "${2:-60}" \
  -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xss512k -Xms24m -Xmx160m
