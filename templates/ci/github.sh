#!/bin/sh
# SPDX-License-Identifier: MIT
# What action.yml runs: hito lint with annotations, a job summary and SARIF.
# Settings come in HITO_...; GITHUB_STEP_SUMMARY and GITHUB_OUTPUT name files.
set -eu
action=$(cd "$(dirname "$0")/../.." && pwd)
cd "${HITO_DIRECTORY:-.}"

# Built from the action's own sources where it is not installed.
if ! command -v hito >/dev/null 2>&1; then
	echo 'Building hito'
	make -s -C "$action" deps
	make -s -C "$action" -j"$(nproc)" all
	PATH=$action/build:$PATH
	export PATH
fi

if test "${HITO_HISTORY:-true}" = true &&
	test "$(git rev-parse --is-shallow-repository 2>/dev/null)" = true; then
	git fetch --quiet --no-tags --unshallow origin ||
		echo '::warning title=hito::The history cannot be fetched:' \
			'set fetch-depth: 0 where the repository is checked out.'
fi

set --
test -z "${HITO_SARIF:-}" || set -- "$@" "--output=sarif:$HITO_SARIF"
set -- "$@" --
while IFS= read -r path; do
	test -z "$path" || set -- "$@" "$path"
done <<END
${HITO_PATHS:-}
END

summary=$(mktemp)
trap 'rm -f "$summary"' EXIT
status=0
hito lint --format=github --output=markdown:"$summary" \
	--fail-on="${HITO_FAIL_ON:-error}" "$@" || status=$?
cat "$summary" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
echo "status=$status" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$status"
