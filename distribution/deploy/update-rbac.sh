#!/usr/bin/env bash
# Writes the rights anew that the shipped plugins ask for: run it when a test says that they have changed.
set -euo pipefail
deploy=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
midwatch="$deploy/../target/midwatch/bin/midwatch"
[ -x "$midwatch" ] || { echo "no $midwatch: build the distribution first (mvn package)" >&2; exit 1; }
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

# What one has in ~/.midwatch must not decide what is shipped.
print() { "$midwatch" rbac manifest --home "$home" --namespace platform-engineer --name platform-engineer "$@"; }
print --with-actions > "$deploy/base/rbac.yaml"
print > "$deploy/overlays/observe-only/rbac.yaml"
cp "$deploy/base/rbac.yaml" "$deploy/helm/midwatch/files/rbac-with-actions.yaml"
cp "$deploy/overlays/observe-only/rbac.yaml" "$deploy/helm/midwatch/files/rbac-read-only.yaml"
