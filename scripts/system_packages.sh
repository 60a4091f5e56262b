#!/bin/sh
# Sees that commands are there which pip cannot install, and installs the Debian packages that bring those which are not.
#
#     scripts/system_packages.sh COMMAND[:PACKAGE]...       # PACKAGE where its name is another
#
# Where it may not install (no root, no apt-get) it prints what is missing and how to get it, and fails.
set -eu

commands='' packages=''
for wanted in "$@"; do
    command -v "${wanted%%:*}" >/dev/null 2>&1 && continue
    commands="$commands ${wanted%%:*}"
    packages="$packages ${wanted#*:}"
done
test -n "$commands" || exit 0

install="apt-get install --yes --no-install-recommends$packages"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "not installed, and needed here:$commands. On Debian: $install" >&2
    exit 1
fi
if test "$(id -u)" -ne 0; then
    echo "not installed, and needed here:$commands. Run this, and then this command again: sudo $install" >&2
    exit 1
fi

echo "Installing$packages (once)" >&2
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 # so that no package starts its service
# The lists of packages are fetched anew only where those at hand do not lead to the packages.
# shellcheck disable=SC2086 # the words of $install are meant
$install >/dev/null 2>&1 || { apt-get update >/dev/null && $install >/dev/null; }
for wanted in $commands; do
    command -v "$wanted" >/dev/null 2>&1 || { echo "still not there after $install: $wanted" >&2; exit 1; }
done
