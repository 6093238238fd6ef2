#!/usr/bin/env bash
# Full-text search over stored turns: how long it takes for rare, common and several words.
# usage: benchmarks/sessions.sh [TURNS]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
mvn -B -ntp -q ${MAVEN_FLAGS:-} -pl benchmarks -am package dependency:build-classpath -DskipTests -Dmdep.outputFile='${project.build.directory}/classpath'
java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.midwatch.benchmarks.SessionSearchLoad "$work/state.db" "${1:-1000000}"
