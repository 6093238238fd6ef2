#!/usr/bin/env bash
# How long a command that touches no cluster takes from the shell's point of view: the median of so many runs, in turn with each other, so that
# what else the machine does falls on all of them alike. usage: benchmarks/cli.sh [RUNS]      needs python3; measures kubectl too where there is one
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MIDWATCH_HOME="$work/home"
"$root/midwatch" cron list >/dev/null
cat >"$work/measure.py" <<'PY'
import os, resource, statistics, subprocess, sys, time
runs, midwatch = int(sys.argv[1]), sys.argv[2]
commands = [[midwatch] + words.split() for words in (
    'version', '--help', 'cron list', 'findings list', 'sessions list', 'config check', 'config explain', 'plugins list', 'completion bash')]
commands += [[java, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-version'] for java in sys.argv[3:4]]
if subprocess.run(['sh', '-c', 'command -v kubectl'], stdout=subprocess.DEVNULL).returncode == 0:
    commands.append(['kubectl', 'version', '--client'])
times = {' '.join(each): [] for each in commands}
for turn in range(runs + 1):
    for each in commands:
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(each, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        if turn:
            times[' '.join(each)].append((wall, after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime))
print(f'{runs} runs of each in turn, medians; load at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores')
for name, seen in times.items():
    wall, user, system = (statistics.median(one[part] for one in seen) * 1000 for part in range(3))
    print(f'{wall:6.0f} ms (quickest {min(one[0] for one in seen) * 1000:.0f}), CPU {user:.0f} + {system:.0f} ms: {os.path.basename(name.split(" ")[0])} {name.partition(" ")[2]}')
PY
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
python3 "$work/measure.py" "${1:-20}" "$root/distribution/target/midwatch/bin/midwatch" "$java"
