# SPDX-License-Identifier: MIT
# hito: every source is named here; GNU make and pkg-config do the rest.
#
#   make           build/hito and the library
#   make demo      hito on a little repository, in a temporary folder
#   make check     build everything, also with sanitizers, and test it
#   make install   PREFIX=/usr/local DESTDIR=
#   make deps      install what is missing to build (Debian, Ubuntu)
#
# Others: asan fuzz bench peers smart-score validators format uninstall clean.
# CASE=lint/ picks cases.

BUILD = build
PREFIX = /usr/local
DESTDIR =
CC = gcc
CFLAGS = -O2 -g
# Sanitizers of a second build folder; empty in the normal one.
SAN =
VERSION = 0.1.0
SECONDS = 60

# Sources of the library, lowest layer first.
BASE = lib/base/arena.c lib/base/date.c lib/base/embed.c lib/base/err.c \
	lib/base/file.c lib/base/glob.c lib/base/json.c lib/base/json_read.c lib/base/map.c \
	lib/base/message.c lib/base/num.c lib/base/out.c lib/base/str.c \
	lib/base/utf8.c lib/base/xml.c
TEXT = lib/text/finding.c lib/text/frontmatter.c lib/text/lines.c \
	lib/text/markdown.c lib/text/outline.c lib/text/rule.c \
	lib/text/source.c lib/text/source_check.c lib/text/yaml_entry.c \
	lib/text/yaml_flat.c lib/text/yaml_nest.c lib/text/yaml_read.c lib/text/words.c
PLAN = lib/plan/amount.c lib/plan/assembly.c lib/plan/block.c \
	lib/plan/document.c lib/plan/duration.c lib/plan/fence.c \
	lib/plan/files.c lib/plan/fold.c lib/plan/folder.c lib/plan/hash.c \
	lib/plan/identity.c lib/plan/item.c lib/plan/key.c lib/plan/link.c \
	lib/plan/locate.c lib/plan/mapped.c lib/plan/missing.c \
	lib/plan/model.c lib/plan/nest.c lib/plan/other.c lib/plan/project.c \
	lib/plan/project_calendar.c lib/plan/project_lint.c \
	lib/plan/project_map.c lib/plan/project_path.c lib/plan/reader.c \
	lib/plan/reference.c lib/plan/settings.c lib/plan/sketch.c \
	lib/plan/slot.c lib/plan/slug.c lib/plan/unit.c lib/plan/unreadable.c lib/plan/value.c \
	lib/plan/value_day.c lib/plan/value_list.c lib/plan/value_log.c \
	lib/plan/value_nested.c lib/plan/value_number.c lib/plan/word.c \
	lib/plan/workspace.c
HISTORY = lib/history/change.c lib/history/compare.c lib/history/fact.c \
	lib/history/git.c lib/history/history.c lib/history/listing.c \
	lib/history/match.c lib/history/mergebase.c lib/history/name.c \
	lib/history/object.c lib/history/people.c lib/history/refuse.c \
	lib/history/revision.c lib/history/row.c lib/history/shallow.c \
	lib/history/snapshot.c lib/history/state.c lib/history/story.c \
	lib/history/trailer.c lib/history/tree.c lib/history/version.c \
	lib/history/walk.c
SCHEDULE = lib/schedule/calendar.c lib/schedule/critical.c lib/schedule/load.c \
	lib/schedule/order.c lib/schedule/schedule.c lib/schedule/task.c \
	lib/schedule/template.c lib/schedule/templates.c lib/schedule/worker.c
STATUS = lib/status/join.c lib/status/kpi_status.c lib/status/plan_status.c \
	lib/status/slip.c lib/status/status.c lib/status/step_status.c
LINT = lib/lint/baseline.c lib/lint/baseline_apply.c \
	lib/lint/baseline_read.c lib/lint/achievable.c lib/lint/clause.c lib/lint/measured.c lib/lint/action.c lib/lint/alike.c lib/lint/criterion.c lib/lint/delete.c lib/lint/drift.c lib/lint/expect.c lib/lint/expect_cut.c \
	lib/lint/expect_read.c lib/lint/fix.c lib/lint/splice.c lib/lint/gist.c lib/lint/goalposts.c lib/lint/graph.c lib/lint/guess.c lib/lint/judge.c lib/lint/judged.c \
	lib/lint/language.c lib/lint/lint.c \
	lib/lint/measurable.c lib/lint/mend.c lib/lint/moment.c lib/lint/past.c lib/lint/pattern.c \
	lib/lint/phrase.c lib/lint/pileup.c lib/lint/placeholder.c lib/lint/plain.c lib/lint/proof.c \
	lib/lint/quantity.c lib/lint/raise.c lib/lint/relevant.c \
	lib/lint/resolve.c lib/lint/review.c lib/lint/score.c lib/lint/select.c lib/lint/sense.c \
	lib/lint/sentence.c lib/lint/sequence.c lib/lint/since.c lib/lint/sketch.c \
	lib/lint/specific.c lib/lint/timebound.c lib/lint/token.c lib/lint/tongue.c \
	lib/lint/unit.c lib/lint/vague.c lib/lint/verdict.c lib/lint/wording.c lib/lint/workload.c
REPORT = lib/report/choice.c lib/report/diff.c lib/report/escape.c lib/report/event_json.c \
	lib/report/lint_case.c lib/report/lint_checkstyle.c \
	lib/report/lint_format.c lib/report/lint_github.c lib/report/lint_gitlab.c \
	lib/report/lint_group.c lib/report/lint_json.c lib/report/lint_junit.c \
	lib/report/lint_markdown.c lib/report/lint_rdjsonl.c lib/report/lint_row.c \
	lib/report/lint_sarif.c lib/report/lint_tap.c lib/report/lint_text.c \
	lib/report/log_json.c lib/report/log_text.c lib/report/model_json.c \
	lib/report/model_text.c lib/report/page_text.c lib/report/smart_json.c \
	lib/report/smart_text.c lib/report/status_json.c \
	lib/report/status_markdown.c lib/report/status_notes.c \
	lib/report/status_rows.c lib/report/status_text.c lib/report/status_words.c \
	lib/report/style.c
LIB = $(BASE) $(TEXT) $(PLAN) $(HISTORY) $(SCHEDULE) $(STATUS) $(LINT) $(REPORT)

# A program of the build: makes tables of the languages' files.
MAKER_OWN = lib/lint/language/lexicon_read.c lib/lint/language/make.c lib/lint/language/need.c \
	lib/lint/language/phrase_read.c lib/lint/language/beginning.c
MAKER = $(BASE) lib/plan/fold.c lib/lint/pattern.c lib/lint/phrase.c \
	lib/lint/plain.c lib/lint/sense.c $(MAKER_OWN)

# MAIN apart: unit tests link the others.
MAIN = cmd/main.c
CMD = cmd/baseline.c cmd/baseline_file.c \
	cmd/cmd.c cmd/lint_fix.c cmd/completion.c cmd/explain.c cmd/help.c cmd/lint.c cmd/lint_bare.c \
	cmd/lint_history.c cmd/lint_print.c cmd/lint_since.c cmd/log.c cmd/new.c cmd/opt.c cmd/page.c cmd/pager.c \
	cmd/past.c cmd/place.c cmd/run.c cmd/schema.c cmd/show.c cmd/smart.c \
	cmd/status.c cmd/wrap.c

# Programs of tests/unit and tests/fuzz, without their folder and .c.
UNIT = test_amount test_arena test_calendar test_compare test_date \
	test_document test_err test_file test_finding test_fix test_frontmatter \
	test_git test_glob test_json test_json_read test_judge test_key test_lint \
	test_list test_load test_map test_markdown test_match test_mergebase \
	test_message test_model test_name test_nest test_num test_opt test_out \
	test_people test_phrase test_project test_recovery test_rule test_schedule \
	test_slug test_snapshot test_source test_status test_story \
	test_str test_template test_trailer test_utf8 test_value \
	test_walk test_word test_workspace test_xml test_yaml
FUZZ = fuzz_baseline fuzz_document fuzz_frontmatter fuzz_judge fuzz_markdown fuzz_pattern \
	fuzz_people fuzz_project fuzz_source fuzz_trailer
# Scripts that end with the line "N passed, N failed"; hito comes first on
# their PATH, HITO_BUILD names the build folder.
CHECKS = tests/source tests/conformance/check tests/install tests/catalog \
	tests/alloc tests/rules tests/docs tests/tour tests/history/run tests/schemas \
	tests/smart/validate tests/smart/measured tests/fixes tests/formats tests/ci tests/languages

HEADERS = $(wildcard include/hito/*.h)

# Files that travel inside the program (lib/embed.sh).
RULES = F001 F002 F003 F004 F005 F006 F007 F008 F009 S001 S002 S101 S102 \
	S201 S202 S203 S204 S205 S206 S207 S208 S209 S210 S211 M201 R201 T201 M001 M002 M003 M004 M005 M006 \
	M101 M102 M103 M104 A001 A002 A003 A004 A101 A102 A103 A104 R001 R002 R003 R101 \
	R102 T001 T002 T101 T102 T103 T104 G101 G102 G103 \
	H000 H101 H102 H103 H104 H105
RULE_PAGES = $(RULES:%=lib/lint/rules/en/%.md) $(RULES:%=lib/lint/rules/es/%.md)
TEMPLATE_NAMES = plan marketing-campaign product-launch process-improvement \
	staff-training social-media-strategy
TEMPLATES = $(TEMPLATE_NAMES:%=templates/en/%.md) \
	$(TEMPLATE_NAMES:%=templates/es/%.md)
CI = templates/ci/github.sh templates/ci/gitlab.yml \
	templates/ci/problem-matcher.json
SCHEMAS = lib/report/schema/baseline.json lib/report/schema/lint.json lib/report/schema/log.json \
	lib/report/schema/model.json lib/report/schema/smart.json \
	lib/report/schema/status.json

# Words and patterns of the languages that texts are judged in.
LANGUAGE_FILES = calendar days forms grammar measures nouns settings vague verbs
LANGUAGES = $(LANGUAGE_FILES:%=lib/lint/language/en/%.txt) \
	$(LANGUAGE_FILES:%=lib/lint/language/es/%.txt)
# ... and their texts that are read as they are.
LANGUAGE_TEXTS = lib/lint/language/en/actions.txt \
	lib/lint/language/es/actions.txt lib/lint/language/en/measured.txt \
	lib/lint/language/es/measured.txt

# Manual pages: the first line of each has its name and section.
PAGES = lib/plan/hito-format.md lib/history/hito-history.md cmd/hito.md \
	cmd/help.md cmd/completion.md cmd/baseline.md cmd/show.md cmd/lint.md cmd/new.md \
	cmd/status.md cmd/log.md cmd/schema.md cmd/explain.md cmd/smart.md

PKGS = libgit2 md4c libpcre2-8 yaml-0.1 libutf8proc
# Only tests: the one runs them, the other reads what hito writes.
TEST_PKGS = cmocka jansson
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wformat=2 \
	-Wstrict-prototypes -Wmissing-prototypes -Wundef
COMPILE = $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(WARN) -Iinclude -Ilib \
	$(PKG_CFLAGS) $(CFLAGS) $(SAN) -MMD -MP -c -o $@ $<
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -DHITO_ARENA_SPLIT -DHITO_TEST

LIB_OBJ = $(LIB:%.c=$(BUILD)/%.o) $(BUILD)/gen/catalog_es.o \
	$(BUILD)/gen/language_texts.o $(BUILD)/gen/languages.o $(BUILD)/gen/rules.o \
	$(BUILD)/gen/templates.o $(BUILD)/gen/schemas.o
CMD_OBJ = $(CMD:%.c=$(BUILD)/%.o) $(BUILD)/gen/manual.o
MAIN_OBJ = $(MAIN:%.c=$(BUILD)/%.o)
UNIT_BIN = $(UNIT:%=$(BUILD)/tests/unit/%)
FUZZ_BIN = $(FUZZ:%=$(BUILD)/tests/fuzz/%)
SO = libhito.so.$(VERSION)
SONAME = libhito.so.0

.PHONY: all deps demo check tests run-check asan fuzz fuzz-run bench peers validators \
	format \
	install uninstall clean force sources smart-score
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(BUILD)/hito $(BUILD)/git-hito $(BUILD)/libhito.a $(BUILD)/libhito.so \
	$(BUILD)/hito.pc $(BUILD)/man/.made

# Objects

$(LIB:%.c=$(BUILD)/%.o) $(MAKER_OWN:%.c=$(BUILD)/%.o): $(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -fvisibility=hidden

$(CMD:%.c=$(BUILD)/%.o) $(MAIN_OBJ): $(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -Icmd -DHITO_MANUALS='"$(PREFIX)/share/man"'

$(UNIT:%=$(BUILD)/tests/unit/%.o): $(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -Icmd

$(FUZZ:%=$(BUILD)/tests/fuzz/%.o) $(BUILD)/tests/fuzz/driver.o: \
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE)

# Files that travel inside

$(BUILD)/gen/catalog_es.c: lib/base/po/catalog.sh lib/base/po/es.po
	@mkdir -p $(@D)
	@! command -v msgfmt >/dev/null || \
		msgfmt --check -o /dev/null lib/base/po/es.po
	sh lib/base/po/catalog.sh lib/base/po/es.po > $@

$(BUILD)/gen/rules.c: lib/embed.sh Makefile $(RULE_PAGES)
	@mkdir -p $(@D)
	lib/embed.sh hito_embed_rules lib/lint/rules/ $(RULE_PAGES) > $@

$(BUILD)/make-languages: $(MAKER:%.c=$(BUILD)/%.o) $(BUILD)/gen/catalog_es.o
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/gen/languages.c: $(BUILD)/make-languages $(LANGUAGES)
	@mkdir -p $(@D)
	$(BUILD)/make-languages lib/lint/language/ $(LANGUAGES) > $@

$(BUILD)/gen/language_texts.c: lib/embed.sh Makefile $(LANGUAGE_TEXTS)
	@mkdir -p $(@D)
	lib/embed.sh hito_embed_languages lib/lint/language/ $(LANGUAGE_TEXTS) > $@

$(BUILD)/gen/templates.c: lib/embed.sh Makefile $(TEMPLATES)
	@mkdir -p $(@D)
	lib/embed.sh hito_embed_templates templates/ $(TEMPLATES) > $@

$(BUILD)/gen/schemas.c: lib/embed.sh Makefile $(SCHEMAS)
	@mkdir -p $(@D)
	lib/embed.sh hito_embed_schemas lib/report/schema/ $(SCHEMAS) > $@

$(BUILD)/gen/manual.c: lib/embed.sh cmd/manual.sh cmd/manual.awk Makefile $(PAGES)
	@mkdir -p $(@D)
	cmd/manual.sh text $(BUILD)/text $(PAGES)
	lib/embed.sh cmd_manual $(BUILD)/text/ $(BUILD)/text/*.txt > $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(COMPILE) -fPIC -fvisibility=hidden

# Library and programs

$(BUILD)/libhito.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

$(BUILD)/$(SO): $(LIB_OBJ)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) \
		-Wl,-z,defs -o $@ $(LIB_OBJ) $(PKG_LIBS)

$(BUILD)/libhito.so: $(BUILD)/$(SO)
	ln -sf $(SO) $(BUILD)/$(SONAME)
	ln -sf $(SO) $@

$(BUILD)/libcmd.a: $(CMD_OBJ)
	rm -f $@
	$(AR) rcs $@ $(CMD_OBJ)

LINK = $(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(PKG_LIBS)

$(BUILD)/hito: $(MAIN_OBJ) $(BUILD)/libcmd.a $(BUILD)/libhito.a
	$(LINK)

$(BUILD)/git-hito: $(BUILD)/hito
	ln -sf hito $@

$(UNIT_BIN): %: %.o $(BUILD)/libcmd.a $(BUILD)/libhito.a
	$(LINK) $(shell pkg-config --libs $(TEST_PKGS) 2>/dev/null)

# libFuzzer brings a main of its own.
$(FUZZ_BIN): %: %.o $(if $(FUZZER),,$(BUILD)/tests/fuzz/driver.o) \
$(BUILD)/libhito.a
	$(LINK) $(FUZZER)

# Written anew only when PREFIX is another one.
$(BUILD)/prefix: force
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@

$(BUILD)/cmd/page.o: $(BUILD)/prefix

$(BUILD)/hito.pc: lib/hito.pc.in Makefile $(BUILD)/prefix
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' \
		-e 's|@PKGS@|$(PKGS)|' lib/hito.pc.in > $@

$(BUILD)/man/.made: cmd/manual.sh cmd/manual.awk $(PAGES) $(BUILD)/hito
	cmd/manual.sh man $(BUILD)/man $(BUILD)/hito $(PAGES)
	touch $@

# Tests

# As many at a time as there are processors, unless make was told.
JOBS = $(if $(findstring j,$(filter-out --%,$(MAKEFLAGS))),,-j$(shell nproc))

demo: deps
	@test -e $(BUILD)/hito || echo 'Building hito, which takes a minute...'
	@$(MAKE) -s $(JOBS) all
	@PATH="$(abspath $(BUILD)):$$PATH" tests/demo

check: deps
	@$(MAKE) -s $(JOBS) all tests
	@$(MAKE) -s $(JOBS) BUILD=$(BUILD)/asan SAN='$(SANITIZE)' tests
	@tests/check $(BUILD) '$(UNIT)' '$(FUZZ)' '$(CHECKS)'

tests: $(BUILD)/hito $(BUILD)/git-hito $(UNIT_BIN) $(FUZZ_BIN)

asan:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SAN='$(SANITIZE)' tests

fuzz: deps
	@command -v clang >/dev/null || { echo 'make fuzz needs clang'; exit 1; }
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang \
		SAN='-fsanitize=fuzzer-no-link,address,undefined' \
		FUZZER=-fsanitize=fuzzer CORPUS=$(BUILD)/corpus fuzz-run

fuzz-run: $(FUZZ_BIN)
	@for name in $(FUZZ); do \
		seeds=tests/fuzz/seeds/$${name#fuzz_}; \
		mkdir -p $(CORPUS)/$$name && \
		$(BUILD)/tests/fuzz/$$name -max_total_time=$(SECONDS) \
			-timeout=10 -artifact_prefix=$(CORPUS)/ \
			$(CORPUS)/$$name $$seeds || exit 1; \
	done

# HITO_BENCH=DIR measures a project of yours; see tests/bench/run.
bench: all $(BUILD)/tests/bench/md4c
	@PATH="$(abspath $(BUILD)):$$PATH" HITO_BUILD=$(abspath $(BUILD)) \
		tests/bench/run

$(BUILD)/tests/bench/md4c: tests/bench/md4c.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(WARN) $(CFLAGS) -o $@ $< \
		$(shell pkg-config --cflags --libs md4c 2>/dev/null)

# Linters of others that bench runs too: needs npm and a network.
peers:
	@mkdir -p $(BUILD)/peers
	@cp tests/bench/package.json $(BUILD)/peers
	@cd $(BUILD)/peers && npm install --no-audit --no-fund --ignore-scripts

# How well sentences are judged, on the labelled texts of FILE; ours are
# published (measured.txt).
FILE =
smart-score: all
	@PATH="$(abspath $(BUILD)):$$PATH" tests/smart/score \
		$(if $(FILE),$(FILE),--write $(wildcard tests/smart/*.jsonl))

# Needs npm and a network; tests/formats alone needs neither.
validators: all
	@mkdir -p $(BUILD)/npm
	@cp tests/validators/package.json $(BUILD)/npm
	@cd $(BUILD)/npm && npm install --no-audit --no-fund --ignore-scripts
	@PATH="$(abspath $(BUILD)):$$PATH" HITO_NPM=$(abspath $(BUILD))/npm \
		tests/formats

format:
	clang-format -i --style=file:tests/clang-format $$(git ls-files '*.[ch]')

deps:
	@tests/deps

# Every file that this Makefile names: tests/source compares.
sources:
	@printf '%s\n' $(LIB) $(CMD) $(MAIN) $(RULE_PAGES) $(TEMPLATES) $(CI) \
		$(SCHEMAS) $(LANGUAGES) $(LANGUAGE_TEXTS) $(PAGES) $(UNIT:%=tests/unit/%.c) \
		$(FUZZ:%=tests/fuzz/%.c) tests/fuzz/driver.c $(CHECKS)

# Installation

MAN = $(DESTDIR)$(PREFIX)/share/man
SHARE = $(DESTDIR)$(PREFIX)/share

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig \
		$(DESTDIR)$(PREFIX)/include/hito
	install $(BUILD)/hito $(DESTDIR)$(PREFIX)/bin/hito
	ln -sf hito $(DESTDIR)$(PREFIX)/bin/git-hito
	install -m 644 $(BUILD)/libhito.a $(DESTDIR)$(PREFIX)/lib
	install -m 755 $(BUILD)/$(SO) $(DESTDIR)$(PREFIX)/lib
	ln -sf $(SO) $(DESTDIR)$(PREFIX)/lib/$(SONAME)
	ln -sf $(SO) $(DESTDIR)$(PREFIX)/lib/libhito.so
	install -m 644 $(BUILD)/hito.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig
	install -m 644 include/hito.h $(DESTDIR)$(PREFIX)/include
	install -m 644 $(HEADERS) $(DESTDIR)$(PREFIX)/include/hito
	for file in $(TEMPLATES) $(CI); do \
		install -D -m 644 $$file $(SHARE)/hito/$$file || exit 1; \
	done
	for file in $(BUILD)/man/*.[157]; do \
		install -D -m 644 $$file \
			$(MAN)/man$${file##*.}/$${file##*/} || exit 1; \
	done
	ln -sf hito.1 $(MAN)/man1/git-hito.1
	install -d $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	$(BUILD)/hito completion bash > $(SHARE)/bash-completion/completions/hito
	$(BUILD)/hito completion zsh > $(SHARE)/zsh/site-functions/_hito
	$(BUILD)/hito completion fish > $(SHARE)/fish/vendor_completions.d/hito.fish
	ln -sf hito $(SHARE)/bash-completion/completions/git-hito
	ln -sf _hito $(SHARE)/zsh/site-functions/_git-hito

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/hito $(DESTDIR)$(PREFIX)/bin/git-hito \
		$(DESTDIR)$(PREFIX)/lib/libhito.a \
		$(DESTDIR)$(PREFIX)/lib/libhito.so* \
		$(DESTDIR)$(PREFIX)/lib/pkgconfig/hito.pc \
		$(MAN)/man[157]/hito.[157] $(MAN)/man[157]/hito-*.[157] \
		$(MAN)/man1/git-hito.1 \
		$(SHARE)/bash-completion/completions/hito \
		$(SHARE)/bash-completion/completions/git-hito \
		$(SHARE)/zsh/site-functions/_hito \
		$(SHARE)/zsh/site-functions/_git-hito \
		$(SHARE)/fish/vendor_completions.d/hito.fish
	rm -rf $(DESTDIR)$(PREFIX)/include/hito.h \
		$(DESTDIR)$(PREFIX)/include/hito $(SHARE)/hito

clean:
	rm -rf $(BUILD)

-include $(shell test ! -d $(BUILD) || find $(BUILD) -name '*.d' 2>/dev/null)
