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

# Sources of the library, lowest layer first, without their folder and .c.
BASE = arena date embed err file file_set glob heap json json_read keep map \
	message num out random sight sort str threads utf8 xml
TEXT = finding frontmatter lines markdown outline rule scan simple source \
	source_check words yaml_entry yaml_flat yaml_nest yaml_plain yaml_read
PLAN = amount assembly block document duration fence files fold folder hash \
	identity item key link locate mapped missing model nest other \
	perusal project project_calendar project_lint project_map \
	project_path reader reference relative settings shelf sketch slot \
	slug spelling stock unit unreadable value value_day value_list \
	value_log value_nested value_number word workspace
HISTORY = ancestry bases batch catalog change checkpoint checkpoint_files \
	checkpoint_pick checkpoint_ties checkpoint_write compare config \
	dated delta draft early fact forest gaps gather git history hold \
	index index_split inflate landmark layout libgit2 listing loose mapped \
	march match mergebase name news notes notes_write object objects \
	pack patch people pool raw reading refs refuse resume rev revision \
	row scout shallow signer snapshot staged state store story survey \
	tables touched trail trailer tree trees user version walk \
	walk_order
SCHEDULE = calendar critical hand load order schedule task template templates \
	worker
STATUS = agenda backtest blame board burden burn course cycle diary doubt \
	figures forecast growth join kpi_series kpi_status lateness money \
	outlook pairs plan_status plans rhythm select select_match \
	select_sort series side sift simulation slip status step_status \
	tempo totals variance varied week
EDIT = canonical detect detect_guess detect_text detect_words draft editing \
	editing_items editing_read editing_value fixed fmt fmt_block fmt_edits \
	fmt_entry fmt_list front insert insert_check insert_plain insert_take \
	insert_text join links markers mention merge merge_block merge_holds \
	merge_lines merge_list merge_match merge_order merge_place merge_read \
	merge_section merge_tasks merge_value move passage refer rename renew \
	renew_files renew_set resolve setup split stencil sync transfer \
	turn
LINT = achievable action alike baseline baseline_apply baseline_read \
	clause content criterion delete drift expect expect_cut expect_read \
	fix fragment gist goalposts graph guess join judge judged language \
	lint machine measurable measured mend moment object parts past \
	pattern phrase pileup placeholder plain promise proof quantity raise \
	relevant resolve review room score select sense sentence sequence \
	since sketch specific spot timebound title token tongue unit vague \
	verdict vocabulary wording workload yield
REPORT = blame_json blame_text board_json board_markdown board_text card_json \
	card_text choice diff diff_json diff_markdown diff_text diff_words \
	escape event_json figure_words figures_json figures_text \
	forecast_json forecast_markdown forecast_text forecast_words grid \
	lint_case lint_checkstyle lint_format lint_github lint_gitlab \
	lint_group lint_json lint_junit lint_markdown lint_rdjsonl lint_row \
	lint_sarif lint_tap lint_text list_csv list_json list_text log_json \
	log_stats log_text model_json model_text next_json next_text \
	page_text prospect_json put_json smart_json smart_text spark \
	squash_text status_baseline status_json status_markdown status_notes \
	status_rows status_text status_words style textconv variance_json \
	wrap
LIB = $(BASE:%=lib/base/%.c) $(TEXT:%=lib/text/%.c) $(PLAN:%=lib/plan/%.c) \
	$(HISTORY:%=lib/history/%.c) $(SCHEDULE:%=lib/schedule/%.c) \
	$(STATUS:%=lib/status/%.c) $(EDIT:%=lib/edit/%.c) \
	$(LINT:%=lib/lint/%.c) $(REPORT:%=lib/report/%.c)

# A program of the build: makes tables of the languages' files.
MAKER_OWN = lib/lint/language/calls.c lib/lint/language/lexicon_read.c \
	lib/lint/language/make.c lib/lint/language/net.c \
	lib/lint/language/phrase_read.c lib/lint/language/states.c \
	lib/lint/language/syntax.c lib/lint/language/write.c
MAKER = $(BASE:%=lib/base/%.c) lib/plan/fold.c lib/lint/machine.c \
	lib/lint/pattern.c lib/lint/phrase.c lib/lint/plain.c \
	lib/lint/sense.c $(MAKER_OWN)

# Sources of the program, in the same way; cmd/main.c is apart, because unit
# tests link the others.
CMD = add adding adding_name answer bare baseline baseline_file blame board \
	card check child cmd complete completion conflict diff diff_range \
	edit expand explain fmt forecast help hook init init_detect \
	init_hooks init_parts init_write lint lint_fix lint_history \
	lint_print lint_since lint_staged list log log_filter me merge_file \
	moves moves_commit moves_find moves_turn mv named new new_from \
	new_list next offer offer_key offer_plan opt page pager past \
	past_project pick pieces pieces_files place reading rename resolve \
	resolve_base rev run schema set set_value set_word show smart split \
	squash_message standing start status status_baseline sync textconv \
	threads wrap

# Programs of tests/unit and tests/fuzz, without their folder and .c.
UNIT = test_amount test_arena test_calendar test_compare test_date \
	test_document test_draft test_err test_figures test_file \
	test_file_set test_finding test_fix test_frontmatter test_git \
	test_glob test_json test_json_read test_judge test_keep test_key \
	test_layout test_lint test_list test_load test_map test_markdown \
	test_match test_mergebase test_message test_model test_name \
	test_nest test_notes test_num test_opt test_out test_pack \
	test_people test_phrase test_project test_recovery test_rule \
	test_schedule test_setup test_simulation test_slug test_snapshot \
	test_sort test_source test_staged test_status test_story test_str \
	test_template test_trailer test_utf8 test_value test_walk test_word \
	test_workspace test_xml test_yaml
FUZZ = fuzz_baseline fuzz_document fuzz_fix fuzz_fmt fuzz_frontmatter \
	fuzz_judge fuzz_markdown fuzz_merge fuzz_pack fuzz_patch \
	fuzz_pattern fuzz_people fuzz_project fuzz_source fuzz_staged \
	fuzz_trailer
# Scripts that end with the line "N passed, N failed"; hito comes first on
# their PATH, HITO_BUILD names the build folder.
CHECKS = tests/adding tests/alloc tests/catalog tests/ci tests/completion \
	tests/conformance/check tests/docs tests/examples tests/fixes \
	tests/fmt tests/forecast tests/formats tests/history/forms \
	tests/history/grown tests/history/kept tests/history/news \
	tests/history/rewritten tests/history/run tests/install \
	tests/languages tests/merge-file tests/merges tests/moves \
	tests/progress tests/rules tests/schemas tests/setup tests/shifts \
	tests/smart/measured tests/smart/validate tests/source tests/spoken \
	tests/tour tests/trailers tests/tutorial

HEADERS = $(wildcard include/hito/*.h)

# Files that travel inside the program (lib/embed.sh).
RULES = A001 A002 A003 A004 A101 A102 A103 A104 F001 F002 F003 F004 F005 F006 \
	F007 F008 F009 G101 G102 G103 H000 H101 H102 H103 H104 H105 M001 M002 \
	M003 M004 M005 M006 M101 M102 M103 M104 M201 R001 R002 R003 R101 R102 \
	R201 S001 S002 S101 S102 S201 S202 S203 S204 S205 S206 S207 S208 S209 \
	S210 S211 T001 T002 T101 T102 T103 T104 T201
RULE_PAGES = $(RULES:%=lib/lint/rules/en/%.md) \
	$(RULES:%=lib/lint/rules/es/%.md)
TEMPLATE_NAMES = content-calendar email-marketing empty event \
	marketing-campaign okr-quarter paid-advertising plan \
	process-improvement product-launch sales seo social-media-strategy \
	staff-training
TEMPLATES = $(TEMPLATE_NAMES:%=templates/en/%.md) \
	$(TEMPLATE_NAMES:%=templates/es/%.md)
SETUP_NAMES = commit-msg forgejo.yml github.yml gitlab-ci.yml gitlab.yml \
	hito.yaml page.md post-merge pre-commit prepare-commit-msg \
	pull-request.md settings.json snippets.json tasks.json
SETUP = $(SETUP_NAMES:%=templates/setup/en/%) \
	$(SETUP_NAMES:%=templates/setup/es/%)
EDITORS = templates/setup/editor/hito.el templates/setup/editor/hito.vim
CI = templates/ci/github.sh templates/ci/gitlab.yml \
	templates/ci/problem-matcher.json
SCHEMA_NAMES = baseline blame board card diff forecast lint list log \
	log-stats model next smart status
SCHEMAS = $(SCHEMA_NAMES:%=lib/report/schema/%.json)

# Words and patterns of the languages that texts are judged in.
LANGUAGE_FILES = calendar days forms grammar measures nouns settings vague verbs
LANGUAGES = $(LANGUAGE_FILES:%=lib/lint/language/en/%.txt) \
	$(LANGUAGE_FILES:%=lib/lint/language/es/%.txt)
# ... and their texts that are read as they are.
LANGUAGE_TEXT_FILES = actions measured
LANGUAGE_TEXTS = $(LANGUAGE_TEXT_FILES:%=lib/lint/language/en/%.txt) \
	$(LANGUAGE_TEXT_FILES:%=lib/lint/language/es/%.txt)

# Manual pages: the first line of each has its name and section.
PAGES = lib/plan/hito-format.md lib/history/hito-history.md cmd/hito.md \
	cmd/tutorial.md cmd/tutorial.es.md \
	cmd/help.md cmd/completion.md cmd/baseline.md cmd/show.md cmd/lint.md \
	cmd/new.md cmd/status.md cmd/log.md cmd/forecast.md cmd/sync.md \
	cmd/squash-message.md cmd/merge-file.md cmd/resolve.md cmd/hook.md \
	cmd/schema.md \
	cmd/explain.md cmd/smart.md cmd/diff.md cmd/blame.md cmd/set.md \
	cmd/fmt.md cmd/start.md cmd/done.md cmd/block.md cmd/drop.md \
	cmd/reopen.md cmd/check.md cmd/add.md cmd/expand.md cmd/rename.md \
	cmd/mv.md cmd/split.md cmd/join.md cmd/list.md cmd/next.md \
	cmd/board.md cmd/edit.md \
	cmd/init.md cmd/textconv.md

PKGS = md4c libpcre2-8 yaml-0.1 libutf8proc libdeflate
# Only their headers: the one is loaded when a repository needs it, the other
# has its code in them.
HEADER_PKGS = libgit2 libxxhash
# Only tests: the one runs them, the other reads what hito writes.
TEST_PKGS = cmocka jansson
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) $(HEADER_PKGS) 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -ldl -lpthread

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wformat=2 \
	-Wstrict-prototypes -Wmissing-prototypes -Wundef
COMPILE = $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(WARN) -Iinclude -Ilib \
	$(PKG_CFLAGS) $(CFLAGS) $(SAN) -MMD -MP -c -o $@ $<
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -DHITO_ARENA_SPLIT -DHITO_TEST

GEN = catalog_es language_texts languages rules schemas setup templates
LIB_OBJ = $(LIB:%.c=$(BUILD)/%.o) $(GEN:%=$(BUILD)/gen/%.o)
CMD_OBJ = $(CMD:%=$(BUILD)/cmd/%.o) $(BUILD)/gen/manual.o
MAIN_OBJ = $(BUILD)/cmd/main.o
UNIT_BIN = $(UNIT:%=$(BUILD)/tests/unit/%)
FUZZ_BIN = $(FUZZ:%=$(BUILD)/tests/fuzz/%)
SO = libhito.so.$(VERSION)
SONAME = libhito.so.0

.PHONY: all asan bench check clean demo deps force format fuzz fuzz-run \
	install peers smart-score sources tests uninstall validators
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(BUILD)/hito $(BUILD)/git-hito $(BUILD)/libhito.a $(BUILD)/libhito.so \
	$(BUILD)/hito.pc $(BUILD)/man/.made

# Objects

$(LIB:%.c=$(BUILD)/%.o) $(MAKER_OWN:%.c=$(BUILD)/%.o): $(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -fvisibility=hidden

$(CMD:%=$(BUILD)/cmd/%.o) $(MAIN_OBJ): $(BUILD)/%.o: %.c
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
	lib/embed.sh hito_embed_languages lib/lint/language/ \
		$(LANGUAGE_TEXTS) > $@

$(BUILD)/gen/templates.c: lib/embed.sh Makefile $(TEMPLATES)
	@mkdir -p $(@D)
	lib/embed.sh hito_embed_templates templates/ $(TEMPLATES) > $@

$(BUILD)/gen/setup.c: lib/embed.sh Makefile $(SETUP)
	@mkdir -p $(@D)
	lib/embed.sh hito_embed_setup templates/setup/ $(SETUP) > $@

$(BUILD)/gen/schemas.c: lib/embed.sh Makefile $(SCHEMAS)
	@mkdir -p $(@D)
	lib/embed.sh hito_embed_schemas lib/report/schema/ $(SCHEMAS) > $@

$(BUILD)/gen/manual.c: lib/embed.sh cmd/manual.sh cmd/manual.awk Makefile \
$(PAGES)
	@mkdir -p $(@D)
	cmd/manual.sh text $(BUILD)/text $(PAGES)
	lib/embed.sh cmd_manual $(BUILD)/text/ $(BUILD)/text/*.txt \
		$(BUILD)/text/es/*.txt > $@

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

LINK = $(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) \
	$(PKG_LIBS)

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
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SAN='$(SANITIZE)' \
		tests

fuzz: deps
	@command -v clang >/dev/null || \
		{ echo 'make fuzz needs clang'; exit 1; }
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

# HITO_BENCH=DIR measures a project of yours (tests/bench/run), and
# HITO_BENCH_REPO=DIR a repository (tests/bench/history).
bench: all $(BUILD)/tests/bench/md4c
	@PATH="$(abspath $(BUILD)):$$PATH" HITO_BUILD=$(abspath $(BUILD)) \
		tests/bench/run
	@PATH="$(abspath $(BUILD)):$$PATH" tests/bench/history

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
	clang-format -i --style=file:tests/clang-format \
		$$(git ls-files '*.[ch]')

deps:
	@tests/deps

# Every file that this Makefile names: tests/source compares.
sources:
	@printf '%s\n' $(LIB) $(MAKER_OWN) $(CMD:%=cmd/%.c) cmd/main.c \
		$(RULE_PAGES) $(TEMPLATES) $(CI) $(SETUP) $(EDITORS) \
		$(SCHEMAS) $(LANGUAGES) $(LANGUAGE_TEXTS) $(PAGES) \
		$(UNIT:%=tests/unit/%.c) \
		tests/fuzz/driver.c $(FUZZ:%=tests/fuzz/%.c) $(CHECKS)

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
	install -d $(SHARE)/hito/editor
	install -m 644 $(EDITORS) $(SHARE)/hito/editor
	for file in $(BUILD)/man/*.[157]; do \
		install -D -m 644 $$file \
			$(MAN)/man$${file##*.}/$${file##*/} || exit 1; \
	done
	for file in $(BUILD)/man/es/*.[157]; do \
		install -D -m 644 $$file \
			$(MAN)/es/man$${file##*.}/$${file##*/} || exit 1; \
	done
	ln -sf hito.1 $(MAN)/man1/git-hito.1
	install -d $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	$(BUILD)/hito completion bash > \
		$(SHARE)/bash-completion/completions/hito
	$(BUILD)/hito completion zsh > $(SHARE)/zsh/site-functions/_hito
	$(BUILD)/hito completion fish > \
		$(SHARE)/fish/vendor_completions.d/hito.fish
	ln -sf hito $(SHARE)/bash-completion/completions/git-hito
	ln -sf _hito $(SHARE)/zsh/site-functions/_git-hito

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/hito $(DESTDIR)$(PREFIX)/bin/git-hito \
		$(DESTDIR)$(PREFIX)/lib/libhito.a \
		$(DESTDIR)$(PREFIX)/lib/libhito.so* \
		$(DESTDIR)$(PREFIX)/lib/pkgconfig/hito.pc \
		$(MAN)/man[157]/hito.[157] $(MAN)/man[157]/hito-*.[157] \
		$(MAN)/man1/git-hito.1 $(MAN)/es/man7/hito-tutorial.7 \
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
