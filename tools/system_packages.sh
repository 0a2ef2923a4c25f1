#!/bin/sh
# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
# Install the Debian packages that a make target needs, or print the one command that does.
# Usage: tools/system_packages.sh demo|test
set -eu

case "${1:-}" in
  demo) packages="libosmesa6 python3-venv" ;;
  test) packages="libosmesa6 python3-venv python3-rosidl python3-empy python3-ament-flake8 \
python3-ament-pep257 python3-ament-xmllint python3-ament-lint-cmake libxml2-utils" ;;
  *) echo "usage: $0 demo|test" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "This is no Debian or Ubuntu: install what corresponds to these packages: $packages" >&2
  exit 0
fi

missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' \
    || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

install="apt-get update && apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
  echo "Installing Debian packages:$missing"
  DEBIAN_FRONTEND=noninteractive sh -c "$install"
elif sudo -n true 2>/dev/null; then
  echo "Installing Debian packages with sudo:$missing"
  sudo -n env DEBIAN_FRONTEND=noninteractive sh -c "$install"
else
  echo "These Debian packages are missing. Run this once, then make again:" >&2
  echo "  sudo sh -c '$install'" >&2
  exit 1
fi
