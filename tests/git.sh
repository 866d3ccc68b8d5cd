# SPDX-License-Identifier: MIT
# What the setup of a case uses to build history:
#
#	. "$HITO_TESTS/git.sh"
#	git_init
#	commit_at 2026-03-02T09:00:00+01:00 "Ana <ana@example.org>" "message"

# An empty repository here, on the branch main.
git_init() {
	git init -q -b main "${1:-.}"
}

# Record all that changed, with the date as author's and committer's.
commit_at() { # date, author, message
	git add -A
	GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1 \
		GIT_COMMITTER_NAME=${2% <*} GIT_COMMITTER_EMAIL=$(_email "$2") \
		git commit -q --allow-empty --author="$2" -m "$3"
}

# Merge a branch with a commit of its own.
merge_at() { # date, author, branch, message
	GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1 \
		GIT_AUTHOR_NAME=${2% <*} GIT_AUTHOR_EMAIL=$(_email "$2") \
		GIT_COMMITTER_NAME=${2% <*} GIT_COMMITTER_EMAIL=$(_email "$2") \
		git merge -q --no-ff -m "$4" "$3"
}

_email() {
	_address=${1#*<}
	printf %s "${_address%>}"
}
