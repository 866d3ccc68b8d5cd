#!/bin/sh
# SPDX-License-Identifier: MIT
# Make manual pages of Markdown pages:
#
#	cmd/manual.sh man FOLDER HITO PAGES...    FOLDER/hito-lint.1 for man
#	cmd/manual.sh text FOLDER PAGES...        FOLDER/hito-lint.txt to embed
#
# A page in another language is called NAME.es.md and goes to FOLDER/es.
#
# A page starts with "# hito-lint(1) -- what it does". Understood: ## and ###
# headings, paragraphs, lists (one level inside another), code (fenced or
# indented), tables, **bold**, *emphasis*, `code`, [links](url). A line
# @options@, @usage@, @examples@ or @commands@ stands for what the program's
# tables say: asked from HITO for man, put in by the program itself for text.
set -eu
kind=$1 folder=$2
shift 2
hito=
if test "$kind" = man; then
	hito=$1
	shift
fi
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder/es"
for place in "$folder" "$folder/es"; do
	rm -f "$place"/*.txt "$place"/*.[157]
done

# The page with the tables' parts put in.
whole() { # page, topic
	while IFS= read -r line || test -n "$line"; do
		case $line in
		@options@|@usage@|@examples@|@commands@)
			part=${line#@}
			"$hito" help --markdown="${part%@}" $2
			;;
		*) printf '%s\n' "$line" ;;
		esac
	done <"$1"
}

for page in "$@"; do
	title=$(sed -n '1s/^# \([a-z-]*([157])\) -- .*/\1/p' "$page")
	if test -z "$title"; then
		echo "$page: line 1 is not \"# name(section) -- summary\"" >&2
		exit 1
	fi
	name=${title%%(*}
	section=${title#*(}
	topic=${name#hito}
	lang=en place=$folder
	case $page in *.es.md) lang=es place=$folder/es ;; esac
	case $kind in
	man)
		whole "$page" "${topic#-}" |
			LC_ALL=C awk -f "$here/manual.awk" -v kind=man \
				-v lang=$lang >"$place/$name.${section%)}"
		;;
	text)
		LC_ALL=C awk -f "$here/manual.awk" -v kind=text \
			-v lang=$lang "$page" >"$place/$name.txt"
		;;
	esac
done
