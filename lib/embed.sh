#!/bin/sh
# SPDX-License-Identifier: MIT
# Turn files into a C table: lib/embed.sh SYMBOL PREFIX FILES... > out.c
# Names are the paths without PREFIX, sorted in byte order (base/embed.h).
set -eu
LC_ALL=C
export LC_ALL
symbol=$1 prefix=$2
shift 2

sorted=$(for file in "$@"; do printf '%s\n' "$file"; done | sort -u)

printf '/* Made by lib/embed.sh; do not edit. */\n'
printf '#include "base/embed.h"\n\n'
count=0
table=
# The names are those of our own source files: no spaces in them.
for file in $sorted; do
	name=${file#"$prefix"}
	printf 'static const unsigned char file_%d[] = {\n' "$count"
	od -An -v -tu1 "$file" | sed 's/^ *//; s/  */,/g; s/$/,/'
	printf '0};\n'
	table="$table	{\"$name\", file_$count, sizeof(file_$count) - 1},
"
	count=$((count + 1))
done
# One empty entry more: an empty set has an array all the same.
printf 'static const struct hito_embedded files[] = {\n%s' "$table"
printf '\t{NULL, NULL, 0},\n};\n'
printf 'extern const struct hito_embed %s;\n' "$symbol"
printf 'const struct hito_embed %s = {files, %d};\n' "$symbol" "$count"
