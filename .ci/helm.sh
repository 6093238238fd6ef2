#!/usr/bin/env bash
# Builds helm, which checks the chart, and puts it into the cache folder under the home directory, once. Needs Go, and the Go module proxy: 11
# minutes on two busy cores when nothing is there yet, nothing when it is.
#
#   .ci/helm.sh [directory for the binary]
set -euo pipefail
version=v3.18.4
into="${1:-$HOME/.cache/midwatch/bin}"
[ -x "$into/helm" ] && exit 0

command -v go >/dev/null || { echo "no helm: it is built with Go, and there is none" >&2; exit 1; }
mkdir -p "$into"
GOTOOLCHAIN=auto GOBIN="$into" go install -ldflags='-s -w' "helm.sh/helm/v3/cmd/helm@$version" ||
  { echo "no helm: Go could not build it from the module proxy" >&2; exit 1; }
"$into/helm" version --short
