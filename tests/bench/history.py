#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write a bare Git repository whose plans have a long history.

history.py [options] FOLDER: the same commits each time. Five people in three
time zones write plans and other files, on main and on up to four branches at
a time, which are merged; now and then a plan gets another name. What is to be
done when is decided without a look at the other files, so that repositories
which differ in their number alone tell the same story.
"""
import argparse
import datetime
import random
import subprocess
import sys

sys.dont_write_bytecode = True
from plans import Writer as Words  # noqa: E402

FIRST = datetime.datetime(2023, 6, 1, 8, tzinfo=datetime.timezone.utc)
DAYS = 3 * 365
PEOPLE = [("ana", "+0100"), ("luis", "-0300"), ("lucia", "+0000"),
          ("marcos", "-0300"), ("sofia", "+0100")]
MOST_BRANCHES = 4


class Plan:
    def __init__(self, rng, number, day, steps):
        self.words = Words(rng, number)
        self.id, self.day, self.path = "p%05d" % number, day, None
        self.names = 0
        self.holder = None  # the branch that has changed it and is not merged
        self.changed = 0    # the commit that main has its last change from
        self.rename()
        self.head = "# %s\n\n## %s\n" % tuple(
            self.words.fill(self.words.words[key])
            for key in ("title", "objective"))
        self.steps = [self.step(rng) for _ in range(steps)]

    def rename(self):
        self.names += 1
        old, self.path = self.path, "plans/%s%s.md" % (
            self.id, "-%d" % self.names if self.names > 1 else "")
        return old

    def step(self, rng):
        return {"title": self.words.title(), "state": "todo",
                "owner": rng.choice(PEOPLE)[0], "hours": rng.randint(1, 40),
                "due": self.day + datetime.timedelta(rng.randint(20, 200)),
                "success": self.words.fill(
                    rng.choice(self.words.words["success"])),
                "text": [self.sentence(rng) for _ in range(2)]}

    def sentence(self, rng):
        return self.words.fill(rng.choice(self.words.words["text"]))

    def edit(self, rng):
        """Change one step, and say how."""
        number = rng.randrange(len(self.steps))
        step = self.steps[number]
        roll = rng.random()
        if roll < 0.45 and step["state"] != "done":
            step["state"] = "done" if step["state"] == "doing" else "doing"
            return "%s/s%d is %s" % (self.id, number + 1, step["state"])
        if roll < 0.65:
            step["due"] += datetime.timedelta(rng.randint(1, 21))
            return "%s/s%d is due later" % (self.id, number + 1)
        if roll < 0.75:
            step["owner"] = rng.choice(PEOPLE)[0]
            return "%s/s%d has another owner" % (self.id, number + 1)
        if roll < 0.85:
            step["hours"] = rng.randint(1, 40)
            return "%s/s%d estimated anew" % (self.id, number + 1)
        step["text"][rng.randrange(2)] = self.sentence(rng)
        return "Say more in " + self.id

    def text(self):
        words = self.words.words
        owner, success, due, estimate, _, _, _, state, _, _ = words["keys"]
        lines = ["---\nplan: %s\nlang: %s\nowner: ana\nstart: %s\nend: %s\n"
                 "---\n\n%s" % (
                     self.id, "es" if words["kind"] == "paso" else "en",
                     self.day, self.day + datetime.timedelta(300), self.head)]
        for number, step in enumerate(self.steps, 1):
            lines.append(
                "### %s\n\n```yaml %s\nid: s%d\n%s: %s\n%s: %s\n%s: %s\n"
                "%s: %s\n%s: %dh\n```\n\n%s\n" % (
                    step["title"], words["kind"], number, state,
                    words["states"][step["state"]], owner, step["owner"],
                    success, step["success"], due, step["due"], estimate,
                    step["hours"], "\n".join(step["text"])))
        return "\n".join(lines)


class Branch:
    def __init__(self, tip, born, left):
        self.tip, self.born, self.left = tip, born, left
        self.changes, self.plans = {}, set()


class Story:
    def __init__(self, args, out):
        self.args, self.out = args, out
        self.rng = random.Random(args.seed)
        self.other = random.Random(args.seed + 1)  # for the other files
        self.marks = self.made = self.with_plans = 0
        self.plans, self.branches = [], []
        self.main = Branch(0, 0, 0)

    def mark(self, kind, data):
        self.marks += 1
        self.out.write(b"%s\nmark :%d\n%s" % (kind, self.marks, data))
        return self.marks

    def blob(self, text):
        data = text.encode()
        return self.mark(b"blob", b"data %d\n%s\n" % (len(data), data))

    def now(self):
        return FIRST + datetime.timedelta(DAYS) * self.made / self.args.commits

    def commit(self, branch, message, changes, merged=None):
        name, zone = self.rng.choice(PEOPLE)
        who = "%s <%s@example.org> %d %s" % (
            name.capitalize(), name, self.now().timestamp(), zone)
        lines = ["committer " + who, "data %d\n%s" % (len(message), message)]
        if branch.tip:
            lines.append("from :%d" % branch.tip)
        if merged:
            lines.append("merge :%d" % merged.tip)
        for path, mark in changes.items():
            lines.append("M 100644 :%d %s" % (mark, path) if mark else
                         "D " + path)
        branch.tip = self.mark(b"commit refs/heads/main",
                               "\n".join(lines).encode() + b"\n\n")
        branch.changes.update(changes)
        self.made += 1

    def file(self, number, text):
        return {"src/%03d/%06d.txt" % (number // 100, number):
                self.blob("File %d, %s\n" % (number, text))}

    def begin(self):
        changes = {".hito.yaml": self.blob("lang: en\n")}
        for number in range(self.args.files):
            changes.update(self.file(number, "as it was"))
        self.commit(self.main, "Begin", changes)

    def plan_for(self, branch):
        """A plan that nobody else has changed since the branch left main."""
        for _ in range(8):
            plan = self.rng.choice(self.plans)
            if branch is plan.holder or branch is self.main and \
                    plan.holder is None:
                return plan
            if plan.holder is None and plan.changed <= branch.born:
                return plan
        return None

    def write_plan(self, branch):
        share = self.made / (0.8 * self.args.commits)
        if not self.plans or branch is self.main and \
                len(self.plans) < min(1, share) * self.args.plans:
            branch = self.main
            count = self.args.steps // self.args.plans
            plan = Plan(self.rng, len(self.plans), self.now().date(), count)
            self.plans.append(plan)
            message, changes = "Plan " + plan.id, {}
        else:
            plan = self.plan_for(branch)
            if not plan:
                return False
            message, changes = plan.edit(self.rng), {}
            if self.rng.random() < self.args.renames:
                changes[plan.rename()] = None
        changes[plan.path] = self.blob(plan.text())
        self.commit(branch, message, changes)
        plan.changed = self.made
        if branch is not self.main:
            plan.holder = branch
            branch.plans.add(plan)
        return True

    def write_file(self, branch):
        number = self.other.randrange(self.args.files)
        self.commit(branch, "Edit file %d" % number,
                    self.file(number, "edit %d" % self.made))

    def merge(self, branch):
        self.branches.remove(branch)
        if not branch.changes:
            return
        self.commit(self.main, "Merge a branch", branch.changes, branch)
        for plan in branch.plans:
            plan.holder, plan.changed = None, self.made

    def write(self):
        self.begin()
        while self.made < self.args.commits - len(self.branches):
            if len(self.branches) < MOST_BRANCHES and \
                    self.args.commits - self.made > 2 * MOST_BRANCHES and \
                    self.rng.random() < self.args.merges:
                self.branches.append(Branch(self.main.tip, self.made,
                                            self.rng.randint(1, 8)))
            branch = self.main
            if self.branches and self.rng.random() < 0.5:
                branch = self.rng.choice(self.branches)
            wanted = self.with_plans < self.made * self.args.share
            if wanted and self.write_plan(branch):
                self.with_plans += 1
            else:
                self.write_file(branch)
            branch.left -= 1
            if branch is not self.main and branch.left <= 0:
                self.merge(branch)
        while self.branches:
            self.merge(self.branches[0])
        self.out.write(b"reset refs/heads/main\nfrom :%d\n\ndone\n" %
                       self.main.tip)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    for name, usual, what in (
            ("commits", 2000, "merges too"), ("plans", 20, "in the end"),
            ("steps", 200, "of all plans"),
            ("files", 100, "that are no plans"), ("seed", 1, "")):
        parser.add_argument("--" + name, type=int, default=usual, help=what)
    for name, usual, what in (
            ("share", 0.2, "of the commits that write plans"),
            ("renames", 0.01, "share of these that rename one"),
            ("merges", 0.08, "how often a branch begins")):
        parser.add_argument("--" + name, type=float, default=usual, help=what)
    parser.add_argument("folder")
    args = parser.parse_args()
    if min(args.commits, args.plans, args.files) < 1 or \
            args.steps < args.plans:
        parser.error("commits, plans, files: one at least; a step a plan")
    git = ["git", "-C", args.folder]
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", args.folder],
                   check=True)
    with subprocess.Popen(git + ["fast-import", "--quiet", "--done"],
                          stdin=subprocess.PIPE) as writing:
        Story(args, writing.stdin).write()
        writing.stdin.close()
    if writing.returncode:
        sys.exit("git fast-import could not")
    # One pack, as a server keeps it, and the same one each time.
    subprocess.run(git + ["-c", "pack.threads=1", "repack", "-adfq"],
                   check=True)


if __name__ == "__main__":
    main()
