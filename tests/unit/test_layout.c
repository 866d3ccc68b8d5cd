/* SPDX-License-Identifier: MIT */
/*
 * Where repositories are and what revisions name: what we find ourselves is
 * what libgit2 finds, and what is out of the ordinary is left to it.
 */
#include "repo.h"

#include "history/config.h"
#include "history/layout.h"
#include "history/libgit2.h"
#include "history/object.h"
#include "history/rev.h"

static enum hito_layout_found find(struct repo *repo, const char *below,
				   struct hito_layout *layout)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", repo->folder, below);
	return hito_layout_find(path, repo->arena, layout, &repo->err);
}

/* Found by ourselves, as libgit2 finds it. */
static void is_found(struct repo *repo, const char *below)
{
	struct hito_libgit2 *libgit2;
	struct hito_layout ours, theirs;
	char path[128];

	print_message("%s\n", below);
	assert_int_equal(find(repo, below, &ours), HITO_LAYOUT_FOUND);
	snprintf(path, sizeof(path), "%s/%s", repo->folder, below);
	assert_true(hito_libgit2_open(path, repo->arena, &libgit2, &repo->err));
	assert_true(
		hito_libgit2_layout(libgit2, repo->arena, &theirs, &repo->err));
	assert_string_equal(ours.folder, theirs.folder);
	assert_string_equal(ours.common, theirs.common);
	assert_true(hito_str_equal(ours.worktree, theirs.worktree));
	assert_int_equal(ours.is_partial, theirs.is_partial);
	hito_libgit2_close(libgit2);
}

static void is_odd(struct repo *repo, const char *below)
{
	struct hito_layout layout;

	print_message("%s\n", below);
	assert_int_equal(find(repo, below, &layout), HITO_LAYOUT_ODD);
}

#define WORK                                                               \
	"git init -q -b main work\ncd work\nmkdir -p a/b\n"                \
	"echo x >a/b/x\ngit add .\ngit commit -qm one\ngit branch other\n" \
	"git worktree add -q ../linked\ncd ..\n"                           \
	"git clone -q --bare work bare.git\n"                              \
	"git -C bare.git worktree add -q ../of-bare main\n"                \
	"git clone -q work --separate-git-dir apart.git apart\n"           \
	"git init -q -b main outer\ncd outer\n"                            \
	"git -c protocol.file.allow=always submodule --quiet add "         \
	"../work sub 2>/dev/null\ncd ..\n"                                 \
	"git clone -q --mirror work mirror.git\n"                          \
	"git clone -q --no-local --filter=blob:none work partial "         \
	"2>/dev/null\n"

static void finds_what_libgit2_finds(void **state)
{
	static const char *const places[] = {
		"work",
		"work/a/b",
		"work/.git",
		"work/.git/refs",
		"linked",
		"linked/a",
		"bare.git",
		"bare.git/objects",
		"apart",
		"apart/a/b",
		"outer",
		"outer/sub",
		"outer/sub/a",
		"mirror.git",
		"partial",
		"link/a",
		"outer/../outer/sub",
	};
	struct repo *repo = *state;

	repo_run(repo, WORK "ln -s work link\n"
			    "git -C work config uploadpack.allowFilter true\n");
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		is_found(repo, places[i]);
}

static void leaves_what_is_odd(void **state)
{
	struct repo *repo = *state;
	struct hito_layout layout;

	repo_run(repo,
		 WORK "git init -q --object-format=sha256 new\n"
		      "git init -q broken\necho '[core' >broken/.git/config\n"
		      "git init -q tables\n"
		      "git -C tables config core.repositoryformatversion 1\n"
		      "git -C tables config extensions.refStorage reftable\n"
		      "git init -q version\n"
		      "git -C version config core.repositoryformatversion 9\n"
		      "git init -q includes\n"
		      "git -C includes config include.path ../x\n"
		      "git init -q elsewhere\n"
		      "git -C elsewhere config core.worktree ../../work\n"
		      "git init -q none\nrm none/.git/config\n"
		      "mkdir pointer empty-pointer\n"
		      "echo 'gitdir: /nowhere' >pointer/.git\n"
		      ": >empty-pointer/.git\n"
		      "mv linked moved\n"
		      "mkdir nothing nothing/.git\n");
	is_odd(repo, "new");
	is_odd(repo, "broken");
	is_odd(repo, "tables");
	is_odd(repo, "version");
	is_odd(repo, "includes");
	is_odd(repo, "elsewhere");
	is_odd(repo, "none");
	is_odd(repo, "pointer");
	is_odd(repo, "empty-pointer");
	is_odd(repo, "moved");
	is_odd(repo, "of-bare");
	is_odd(repo, "work/.git/worktrees/linked");
	assert_int_equal(find(repo, "nothing", &layout), HITO_LAYOUT_NONE);
	assert_int_equal(find(repo, "absent", &layout), HITO_LAYOUT_NONE);
	if (getuid() == 0) {
		repo_run(repo, "chown 65534 work bare.git\n");
		is_odd(repo, "work");
		is_odd(repo, "bare.git");
	}
}

struct naming {
	struct hito_libgit2 *libgit2;
	struct hito_store *store;
	struct hito_objects *objects;
	struct hito_refs refs;
};

static void open_naming(struct repo *repo, struct naming *naming)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/.git/objects", repo->folder);
	assert_true(
		hito_store_open(path, repo->arena, &naming->store, &repo->err));
	assert_true(hito_objects_new(naming->store, repo->arena,
				     &naming->objects, &repo->err));
	path[strlen(path) - strlen("objects")] = '\0';
	hito_refs_init(&naming->refs,
		       hito_arena_copy(repo->arena, hito_str_from(path)).ptr,
		       hito_arena_copy(repo->arena, hito_str_from(path)).ptr);
	assert_true(hito_libgit2_open(repo->folder, repo->arena,
				      &naming->libgit2, &repo->err));
}

static void close_naming(struct naming *naming)
{
	hito_refs_done(&naming->refs);
	hito_libgit2_close(naming->libgit2);
	hito_objects_close(naming->objects);
	hito_store_close(naming->store);
}

static void names_the_same(struct repo *repo, const char *rev)
{
	struct naming naming;
	struct hito_revs revs;
	struct hito_oid ours, theirs;
	enum hito_found_rev found;
	bool odd;

	memset(&ours, 0, sizeof(ours));
	theirs = ours;
	open_naming(repo, &naming);
	revs = (struct hito_revs){&naming.refs, naming.objects, repo->arena};
	found = hito_rev_find(&revs, rev, &ours, &odd, &repo->err);
	print_message("\"%s\"%s\n", rev, odd ? ": odd" : "");
	assert_false(odd);
	assert_int_equal(found,
			 hito_libgit2_find(naming.libgit2, rev, &theirs));
	assert_true(hito_oid_equal(&ours, &theirs));
	close_naming(&naming);
}

static void names_what_libgit2_names(void **state)
{
	static const char *const revs[] = {
		"HEAD",
		"main",
		"@",
		"HEAD~2",
		"HEAD~2^0",
		"HEAD^2",
		"HEAD^2~1^",
		"HEAD^3",
		"HEAD~99",
		"side",
		"refs/heads/side",
		"heads/side",
		"tags/v1",
		"v1",
		"v1^{}",
		"v1^{commit}",
		"v1~1",
		"twice",
		"twice^",
		"blob",
		"blob^{}",
		"blob~1",
		"blob^{commit}",
		"tree",
		"origin",
		"origin/side",
		"remotes/origin/side",
		"nothing",
		"nothing~1",
		"a/b",
		"feature/x",
		"both",
		"refs",
		"refs/heads",
		"heads",
		"..",
		"a..b",
		"-x",
		"dead",
		"deadbeef",
		"v1.lock",
		"ORIG_HEAD",
		"packed",
		"packed~1",
		"a b",
		"HEAD~",
		"HEAD~~",
		"HEAD^^",
		"HEAD^0",
		"HEAD~0",
		"symbolic",
		"dangling",
	};
	struct repo *repo = *state;

	repo_run(repo, "git init -q -b main .\n"
		       "for i in 1 2 3; do echo $i >f\ngit add f\n"
		       "git commit -qm $i; done\n"
		       "git checkout -q -b side HEAD^\necho s >s\ngit add s\n"
		       "git commit -qm side\ngit checkout -q main\n"
		       "git merge -q -m merge side\n"
		       "git tag -am v1 v1\ngit tag -am twice twice v1\n"
		       "git tag blob HEAD:f\ngit tag tree HEAD^{tree}\n"
		       "git tag both HEAD~1\ngit branch both HEAD\n"
		       "git branch feature/x HEAD~1\ngit branch packed HEAD~2\n"
		       "git update-ref refs/remotes/origin/side side\n"
		       "git symbolic-ref refs/remotes/origin/HEAD "
		       "refs/remotes/origin/side\n"
		       "git symbolic-ref refs/heads/symbolic refs/heads/side\n"
		       "git symbolic-ref refs/heads/dangling refs/heads/gone\n"
		       "echo HEAD >ORIG_HEAD\ngit reset -q\n");
	for (int way = 0; way < 3; way++) {
		for (size_t i = 0; i < sizeof(revs) / sizeof(revs[0]); i++)
			names_the_same(repo, revs[i]);
		if (way == 0)
			repo_run(repo, "git pack-refs --all\ngit gc -q\n"
				       "git branch later HEAD~1\n"
				       "git update-ref refs/heads/side main\n");
		else
			repo_run(repo, "sed -i '/^#/d' .git/packed-refs\n");
	}
}

static void starts_of_ids_name(void **state)
{
	struct repo *repo = *state;
	char id[HITO_ID_SIZE];

	/* two objects whose ids begin with the same five digits */
	repo_run(repo,
		 "git init -q -b main .\n"
		 "i=0\nwhile test $i -lt 400; do i=$((i + 1))\n"
		 "echo $i; done | while read n; do echo $n >f$n; done\n"
		 "git add .\ngit commit -qm one\n"
		 "git rev-parse HEAD >id\ngit rev-parse HEAD^{tree} >tree\n"
		 "git ls-tree HEAD | cut -c13-52 | cut -c1-4 | sort |\n"
		 "uniq -d | head -n 1 >twice\n"
		 "test -s twice || git rev-parse HEAD | cut -c1-4 "
		 ">twice\n");
	for (int way = 0; way < 2; way++) {
		snprintf(id, sizeof(id), "%s", repo_word(repo, "id"));
		for (size_t len = 40; len >= 4; len--) {
			id[len] = '\0';
			names_the_same(repo, id);
		}
		snprintf(id, sizeof(id), "v1-3-g%.9s", repo_word(repo, "id"));
		names_the_same(repo, repo_word(repo, "tree"));
		names_the_same(repo, repo_word(repo, "twice"));
		repo_run(repo, "git repack -qad\n");
	}
}

/* What is told of references that are many, in every order of the file. */
static void packed_references_are_found(void **state)
{
	struct repo *repo = *state;
	struct hito_refs refs;
	struct hito_oid oid;
	char folder[128], name[64];

	repo_run(repo, "git init -q -b main .\n"
		       "git commit -q --allow-empty -m one\n"
		       "git tag -am heavy heavy\n"
		       "for i in 1 2 3 4 5 6 7 8 9; do for j in 1 2 3; do\n"
		       "git update-ref refs/tags/t$i$j "
		       "$(git rev-parse heavy)\n"
		       "git update-ref refs/heads/h$i$j HEAD; done; done\n"
		       "git pack-refs --all\n");
	snprintf(folder, sizeof(folder), "%s/.git/", repo->folder);
	for (int way = 0; way < 2; way++) {
		hito_refs_init(&refs, folder, folder);
		for (int i = 10; i < 100; i++) {
			bool there = i % 10 >= 1 && i % 10 <= 3;

			snprintf(name, sizeof(name), "t%d", i);
			assert_int_equal(hito_refs_find(&refs, name, &oid),
					 there ? HITO_REF_FOUND
					       : HITO_REF_NONE);
			snprintf(name, sizeof(name), "h%d", i);
			assert_int_equal(hito_refs_find(&refs, name, &oid),
					 there ? HITO_REF_FOUND
					       : HITO_REF_NONE);
		}
		assert_false(hito_refs_has_replacements(&refs));
		hito_refs_done(&refs);
		repo_run(repo, "sed -i '/^#/d' .git/packed-refs\n"
			       "sort -r .git/packed-refs | grep -v '^^' >x\n"
			       "mv x .git/packed-refs\n");
	}
	repo_run(repo, "git update-ref refs/replace/$(git rev-parse heavy) "
		       "HEAD\ngit pack-refs --all\n");
	hito_refs_init(&refs, folder, folder);
	assert_true(hito_refs_has_replacements(&refs));
	hito_refs_done(&refs);
}

/* What was a file when we began is packed now. */
static void references_are_packed_meanwhile(void **state)
{
	struct repo *repo = *state;
	struct hito_refs refs;
	struct hito_oid oid;
	char folder[128];

	repo_run(repo, "git init -q -b main .\n"
		       "git commit -q --allow-empty -m one\n"
		       "git branch late\n");
	snprintf(folder, sizeof(folder), "%s/.git/", repo->folder);
	hito_refs_init(&refs, folder, folder);
	assert_false(hito_refs_has_replacements(&refs));
	repo_run(repo, "git pack-refs --all\n");
	assert_int_equal(hito_refs_find(&refs, "late", &oid), HITO_REF_FOUND);
	repo_run(repo, "git branch later\ngit pack-refs --all\n");
	assert_int_equal(hito_refs_find(&refs, "later", &oid), HITO_REF_FOUND);
	assert_int_equal(hito_refs_find(&refs, "never", &oid), HITO_REF_NONE);
	hito_refs_done(&refs);
}

static void all_names_are_told(void **state)
{
	static const char *const expected[] = {
		"a/b/c",    "main", "packed", "notes/commits",
		"origin/x", "v1",   "v2",
	};
	struct repo *repo = *state;
	struct hito_refs refs;
	const char **names;
	char folder[128];
	size_t count;

	repo_run(repo, "git init -q -b main .\n"
		       "git commit -q --allow-empty -m one\n"
		       "git branch packed\ngit tag -am v1 v1\n"
		       "git pack-refs --all\ngit branch a/b/c\ngit tag v2\n"
		       "git update-ref refs/heads/packed HEAD\n"
		       "git update-ref refs/remotes/origin/x HEAD\n"
		       "git notes add -m note\n: >.git/refs/heads/.lock\n");
	snprintf(folder, sizeof(folder), "%s/.git/", repo->folder);
	hito_refs_init(&refs, folder, folder);
	assert_true(hito_refs_names(&refs, repo->arena, &names, &count,
				    &repo->err));
	assert_int_equal(count, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < count; i++)
		assert_string_equal(names[i], expected[i]);
	hito_refs_done(&refs);
}

/* Each folder is in itself five times, and again: nobody would see an end. */
static void loops_of_folders_end(void **state)
{
	struct repo *repo = *state;
	struct hito_refs refs;
	const char **names;
	char folder[128];
	size_t count;

	repo_run(repo, "git init -q -b main .\n"
		       "for i in 1 2 3 4 5\ndo\n"
		       "ln -s . .git/refs/heads/loop$i\ndone\n");
	snprintf(folder, sizeof(folder), "%s/.git/", repo->folder);
	hito_refs_init(&refs, folder, folder);
	assert_true(hito_refs_names(&refs, repo->arena, &names, &count,
				    &repo->err));
	assert_int_equal(count, 0);
	hito_refs_done(&refs);
}

static void references_do_not_leave_their_folder(void **state)
{
	static const char *const names[] = {
		"../../secret",
		"refs/../../secret",
		"refs/heads/../../x",
		"refs/heads/../main",
		"./HEAD",
		"config",
		"refs/heads/.hidden",
		"refs//heads/main",
		"refs/heads/",
	};
	struct repo *repo = *state;
	struct hito_refs refs;
	struct hito_oid oid;
	char folder[128];

	repo_run(repo, "git init -q -b main .\n"
		       "git commit -q --allow-empty -m one\n"
		       "git rev-parse HEAD >secret\n"
		       "git rev-parse HEAD >.git/x\n"
		       "git rev-parse HEAD >.git/refs/heads/.hidden\n"
		       "echo 'ref: refs/../../secret' >.git/refs/heads/bad\n"
		       "echo 'ref: refs/heads/loop' >.git/refs/heads/loop\n"
		       "ln -s /dev/zero .git/refs/heads/device\n"
		       "mkfifo .git/refs/heads/pipe\n");
	snprintf(folder, sizeof(folder), "%s/.git/", repo->folder);
	hito_refs_init(&refs, folder, folder);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(hito_refs_find(&refs, names[i], &oid),
				 HITO_REF_NONE);
	assert_int_equal(hito_refs_find(&refs, "bad", &oid), HITO_REF_ODD);
	assert_int_equal(hito_refs_find(&refs, "loop", &oid), HITO_REF_ODD);
	/* Nobody waits for them: not libgit2, either. */
	assert_int_equal(hito_refs_find(&refs, "device", &oid), HITO_REF_NONE);
	assert_int_equal(hito_refs_find(&refs, "pipe", &oid), HITO_REF_NONE);
	assert_int_equal(hito_refs_find(&refs, "main", &oid), HITO_REF_FOUND);
	hito_refs_done(&refs);
}

static void configurations_are_read(void **state)
{
	static const struct {
		const char *text;
		bool plain, bare, partial;
		const char *worktree;
	} cases[] = {
		{"", true, false, false, NULL},
		{"[core]\nbare", true, true, false, NULL},
		{"[core] bare = yes # so\n", true, true, false, NULL},
		{"[CORE]\nBare = \"tr\"ue\n", true, true, false, NULL},
		{"[core]\nbare =\n", true, false, false, NULL},
		{"[core]\nbare = maybe\n", false, false, false, NULL},
		{"[core]\nworktree = \"a b\" \\\n  c ; x\n", true, false, false,
		 "a b   c"},
		{"[core \"x\"]\nbare = true\n", true, false, false, NULL},
		{"[remote \"a]\\\"b\"]\npromisor = true\n", true, false, true,
		 NULL},
		{"[core]\nrepositoryformatversion = 2\n", false, false, false,
		 NULL},
		{"[extensions]\nworktreeconfig = true\n", true, false, false,
		 NULL},
		{"[extensions]\nobjectformat = sha256\n", false, false, false,
		 NULL},
		{"[include]\npath = x\n", false, false, false, NULL},
		{"[includeIf \"gitdir:x\"]\npath = x\n", false, false, false,
		 NULL},
		{"[core\nbare", false, false, false, NULL},
		{"[core]\nworktree = \"a\n", false, false, false, NULL},
		{"[core]\nworktree = a\\x\n", false, false, false, NULL},
		{"bare = true\n", false, false, false, NULL},
		{"[]\n", false, false, false, NULL},
		{"[core]\n= x\n", false, false, false, NULL},
		{"[core]\nbare true\n", false, false, false, NULL},
	};
	struct hito_config *config = calloc(1, sizeof(*config));

	(void)state;
	assert_non_null(config);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("%s\n", cases[i].text);
		assert_int_equal(
			hito_config_read(hito_str_from(cases[i].text), config),
			cases[i].plain);
		if (!cases[i].plain)
			continue;
		assert_int_equal(config->bare, cases[i].bare);
		assert_int_equal(config->is_partial, cases[i].partial);
		assert_int_equal(config->has_worktree,
				 cases[i].worktree != NULL);
		if (cases[i].worktree)
			assert_string_equal(config->worktree,
					    cases[i].worktree);
	}
	free(config);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPO_TEST(finds_what_libgit2_finds),
		REPO_TEST(leaves_what_is_odd),
		REPO_TEST(names_what_libgit2_names),
		REPO_TEST(starts_of_ids_name),
		REPO_TEST(packed_references_are_found),
		REPO_TEST(references_are_packed_meanwhile),
		REPO_TEST(all_names_are_told),
		REPO_TEST(loops_of_folders_end),
		REPO_TEST(references_do_not_leave_their_folder),
		cmocka_unit_test(configurations_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
