#!/usr/bin/env bash
# Starts of the gateway in an image's unpacked root, as its user on a read-only root. Without KUBECONFIG the cluster is one that is not there, so that only
# Midwatch is measured, and a start ends when the API says that it is alive; with it, when it says that it is ready.
# usage: benchmarks/start.sh TREE [RUNS [STORE]]   as root; distribution/build-image.sh leaves a TREE in image/target/work/<arch>/root. STORE is a state.db,
# as `java -cp benchmarks/target/classes:… dev.midwatch.benchmarks.FullStore STORE 500 490000` makes one of about 100 MB.
set -euo pipefail
# The clock's decimal mark is a point.
export LC_ALL=C
tree=$(realpath "${1:?usage: benchmarks/start.sh TREE [RUNS [STORE]]}")
runs=${2:-10}
port=29218
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/config.yaml" <<END
dashboard: {enabled: true, port: 29219}
api_server: {enabled: true, port: $port, key: only-for-this-benchmark-0123456789}
END
[ -z "${3:-}" ] || cp "$3" "$work/state.db"
until=live
[ -z "${KUBECONFIG:-}" ] || until=ready
[ -n "${KUBECONFIG:-}" ] && cp "$KUBECONFIG" "$work/kubeconfig" || cat >"$work/kubeconfig" <<'END'
apiVersion: v1
kind: Config
current-context: none
contexts: [{name: none, context: {cluster: none, user: none}}]
clusters: [{name: none, cluster: {server: "https://127.0.0.1:9"}}]
users: [{name: none, user: {token: none}}]
END
chown -R 65532:65532 "$work"

# shellcheck disable=SC2016
enter='mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; mount --bind /dev "$1/dev"; mount -t proc proc "$1/proc"
mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"; mount --bind "$2" "$1/opt/data"
# What lays out the file systems is not what is measured: a container runtime has done so before it begins the program.
echo "$EPOCHREALTIME" >"$2/begun"
exec chroot --userspec=65532:65532 "$1" /usr/bin/midwatch gateway run'

# Asks without a process of its own each time: that would take a good part of one of the processors away from what is measured.
answers() {
  local status=
  { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return 1
  printf 'GET /health/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$until" >&3
  read -r -t 1 -u 3 _ status _ || true
  exec 3>&-
  [ "$status" = 200 ]
}

# What never says anything, to wait at.
exec 4<> <(:)

for ((run = 1; run <= runs; run++)); do
  rm -f "$work/begun"
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin MIDWATCH_HOME=/opt/data HOME=/opt/data KUBECONFIG=/opt/data/kubeconfig LANG=C.UTF-8 MALLOC_ARENA_MAX=2 \
    unshare --mount --pid --fork bash -ec "$enter" enter "$tree" "$work" >"$work/log" 2>&1 4>&- &
  outer=$!
  until answers; do
    kill -0 "$outer" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    read -r -t 0.005 -u 4 || true
  done
  ended=$EPOCHREALTIME
  begun=$(<"$work/begun")
  java=$(pgrep -P "$outer")
  cpu=$(awk -v tick="$(getconf CLK_TCK)" '{ print int(($14 + $15) * 1000 / tick) }' "/proc/$java/stat")
  rss=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$java/status")
  echo "$(((${ended/./} - ${begun/./}) / 1000)) ms, $cpu ms of CPU, $rss MB"
  kill "$java"
  wait "$outer" || true
done | tee "$work/runs"
for column in 1 3 7; do
  awk -v column=$column '{ print $column }' "$work/runs" | sort -n | sed -n "$(((runs + 1) / 2))p"
done | paste -s -d' ' | awk '{ print "median: " $1 " ms, " $2 " ms of CPU, " $3 " MB" }'
