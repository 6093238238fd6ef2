#!/usr/bin/env bash
# Times `midwatch scan` against curl downloading the same lists from the same API server, in turn, and prints the median and the ratio.
# usage: benchmarks/scan.sh KUBECONFIG TOKEN [ROUNDS]      needs curl, python3 and GNU time (/usr/bin/time)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kubeconfig=$(readlink -f "$1") token=$2 rounds=${3:-5}
server=$(grep -o 'https://[^"]*' "$kubeconfig" | head -n 1 | sed 's/[}, ].*//')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MIDWATCH_HOME="$work/home"
scan() { /usr/bin/time -f '%e %M' -o "$work/time" "$root/midwatch" scan --kubeconfig "$kubeconfig" --output json >"$work/scan.json"; }

scan # builds on first use, warms the server, and says which lists to compare with
python3 - "$work/scan.json" "$server" >"$work/paths" <<'PY'
import json, sys
versions = {'argoproj.io': 'v1alpha1', 'metrics.k8s.io': 'v1beta1'}
for looked in json.load(open(sys.argv[1]))['coverage']['looked_at']:
    plural, _, group = looked['resource'].partition('.')
    path = f'/apis/{group}/{versions.get(group, "v1")}/{plural}' if group else f'/api/v1/{plural}'
    print(f'url = "{sys.argv[2]}{path}"\noutput = "/dev/null"')
PY
for _ in $(seq "$rounds"); do
  scan
  cat "$work/time" >>"$work/scans"
  start=$(date +%s%N)
  curl -sk -A bench -H "Authorization: Bearer $token" -K "$work/paths" # one process, one connection, one list after the other
  echo "$(($(date +%s%N) - start))" >>"$work/curls"
done
python3 - "$work" <<'PY'
import json, statistics, sys
work = sys.argv[1]
scans = [line.split() for line in open(f'{work}/scans')]
walls = [float(wall) for wall, _ in scans]
curls = [int(line) / 1e9 for line in open(f'{work}/curls')]
report = json.load(open(f'{work}/scan.json'))
median = statistics.median
print(f'scan: median {median(walls):.2f} s ({min(walls):.2f} to {max(walls):.2f}), peak RSS {max(int(kb) for _, kb in scans) / 1024:.0f} MB, '
      f'{report["requests"]["count"]} requests, {report["requests"]["bytes"] / 1e6:.1f} MB, {len(report["findings"])} findings')
print(f'curl: median {median(curls):.2f} s ({min(curls):.2f} to {max(curls):.2f})')
print(f'ratio pair by pair: median {median(w / c for w, c in zip(walls, curls)):.1f}')
PY
