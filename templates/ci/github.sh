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

# Git looks for its repository here and nowhere else: folders of a pull request
# may look like one, with a configuration that runs what it says.
top=$PWD
while test ! -e "$top/.git" && test "$top" != /; do
	top=$(dirname "$top")
done
in_top() {
	git -C "$top" "$@"
}

history=${HITO_HISTORY:-true}
# A push has no base: "origin/" and nothing behind it, or zeros.
since=${HITO_SINCE:-}
case $since in
origin/ | 0000000000000000000000000000000000000000) since= ;;
esac

# The commit where the work began may be as far back as any.
if test "$history$since" != false &&
	test "$(in_top rev-parse --is-shallow-repository 2>/dev/null)" = true; then
	in_top fetch --quiet --no-tags --unshallow origin ||
		echo '::warning title=hito::The history cannot be fetched:' \
			'set fetch-depth: 0 where the repository is checked out.'
fi

# A checkout has one branch; the one it goes into is fetched by its name.
case $since in
origin/*)
	branch=${since#origin/}
	in_top rev-parse --quiet --verify "$since^{commit}" >/dev/null 2>&1 ||
		in_top fetch --quiet --no-tags origin \
			"+refs/heads/$branch:refs/remotes/origin/$branch" ||
		echo '::warning title=hito::The branch of "since" cannot be' \
			'fetched.'
	;;
esac

set --
test "$history" != true || set -- "$@" --history
test -z "$since" || set -- "$@" "--since=$since"
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
