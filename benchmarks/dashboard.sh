#!/usr/bin/env bash
# The dashboard of a gateway whose store holds 10,000 findings and 100,000 turns: times and weights of pages, and what 500 viewers cost.
# usage: benchmarks/dashboard.sh [PORT]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
mvn -B -ntp -q ${MAVEN_FLAGS:-} -pl benchmarks,distribution -am package dependency:build-classpath -DskipTests -Dmdep.outputFile='${project.build.directory}/classpath'
java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.midwatch.benchmarks.DashboardLoad distribution/target/midwatch/bin/midwatch "$work/home" "${1:-29119}"
