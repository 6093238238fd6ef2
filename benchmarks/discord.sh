#!/usr/bin/env bash
# How soon people on Discord see that they are heard while a cluster is looked at without a pause, and what the plugin adds to memory.
# usage: benchmarks/discord.sh KUBECONFIG [ROUNDS] [PAIRS]      the Discord is one on loopback; the cluster should hold some 5,000 pods
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kubeconfig=$(readlink -f "$1") rounds=${2:-300} pairs=${3:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
mvn -B -ntp -q ${MAVEN_FLAGS:-} -pl benchmarks,distribution -am package dependency:build-classpath -DskipTests -Dmdep.outputFile='${project.build.directory}/classpath'
run() { java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" "dev.midwatch.benchmarks.$1" distribution/target/midwatch/bin/midwatch "$kubeconfig" "$2" "$3"; }
run DiscordLatency "$work/latency" "$rounds"
run DiscordMemory "$work/memory" "$pairs"
