#!/usr/bin/env bash
# Scans clusters of more and more pods (and their nodes, 30 pods each) in a heap of 256 MB, and prints wall time, CPU and peak memory of each.
# usage: benchmarks/capacity.sh [PODS...]      needs GNU time (/usr/bin/time); the server is a program of its own that makes pods as they are asked for
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
"$root/midwatch" --version >/dev/null
cd "$root"
mvn -B -ntp -q ${MAVEN_FLAGS:-} -pl benchmarks -am package dependency:build-classpath -DskipTests -Dmdep.outputFile='${project.build.directory}/classpath'
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
[ $# -gt 0 ] || set -- 5000 50000 150000
for count in "$@"; do
  mkfifo "$work/end-$count"
  "$java" -Xmx256m -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" \
    dev.midwatch.benchmarks.PodServer "$count" <"$work/end-$count" >"$work/port" &
  server=$!
  exec 9>"$work/end-$count"
  until [ -s "$work/port" ]; do kill -0 "$server"; sleep 0.1; done
  cat >"$work/kubeconfig" <<YAML
apiVersion: v1
kind: Config
current-context: benchmark
contexts: [{name: benchmark, context: {cluster: benchmark, user: benchmark}}]
users: [{name: benchmark, user: {token: benchmark-token}}]
clusters: [{name: benchmark, cluster: {server: "http://127.0.0.1:$(cat "$work/port")"}}]
YAML
  MIDWATCH_HOME="$work/home" MIDWATCH_HEAP=256m /usr/bin/time -f '%e %U %M' -o "$work/time" \
    "$root/distribution/target/midwatch/bin/midwatch" scan --kubeconfig "$work/kubeconfig" --output json >"$work/scan.json"
  python3 - "$work" "$count" <<'PY'
import json, sys
work, count = sys.argv[1], int(sys.argv[2])
wall, cpu, memory = open(f'{work}/time').read().split()
report = json.load(open(f'{work}/scan.json'))
seen = {one['resource']: one['count'] for one in report['coverage']['looked_at']}
assert seen['pods'] == count, seen
print(f'{count} pods, {seen["nodes"]} nodes: {wall} s, {cpu} s of CPU, {int(memory) / 1024:.0f} MB RSS, {report["requests"]["count"]} requests, '
    f'{report["requests"]["bytes"] / 1e6:.0f} MB, {len(report["findings"])} findings')
PY
  exec 9>&-
  wait "$server" || true
  server=
  : >"$work/port"
done
