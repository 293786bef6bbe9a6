#!/usr/bin/env bash
# Installs a workspace's npm packages by its lock file, with the package manager that the lock file is of.
set -euo pipefail
if [ -e pnpm-lock.yaml ]; then
  command -v pnpm > /dev/null || corepack enable pnpm
  pnpm install --frozen-lockfile
elif [ -e yarn.lock ]; then
  command -v yarn > /dev/null || corepack enable yarn
  if grep -q '^# yarn lockfile v1' yarn.lock; then yarn install --frozen-lockfile; else yarn install --immutable; fi
elif [ -e package-lock.json ]; then
  npm ci
else
  echo 'wasmgate: there is no lock file here' >&2
  echo '  fix: commit package-lock.json, pnpm-lock.yaml or yarn.lock, or set working-directory to where it lies' >&2
  exit 2
fi
