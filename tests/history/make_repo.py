#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make a small repository of plans whose whole history is known.

make_repo.py [--seed N] [--commits N] [--trailers] FOLDER

FOLDER/repo gets the repository (bare), FOLDER/truth.jsonl one line a commit:
its id, its steps with their values, and which value cannot be read there.
The same arguments give the same commit ids everywhere. The history has what
makes history hard: branches in several time zones, clocks that run behind or
stand still, author dates that are older, merges (evil, ours, octopus, criss-
cross), reverts and cherry-picks, renamed files, a folder of plans that moves,
steps that move between files and plans, that go and come back, ids that are
there twice (given on two branches, too), a second root, links and submodules
beside the plans, commits that touch no plan, and values that could not be read
for a while. With --trailers, commits set values by their messages.
"""
import argparse
import copy
import json
import os
import random
import subprocess

FIELDS = ("state", "due", "start", "owner", "estimate", "needs", "title")
PLACE = ("plan", "place", "rank", "broken")
SPANISH = {"plan": "plan", "step": "paso", "id": "id", "state": "estado",
           "due": "vence", "start": "inicio", "owner": "responsable",
           "estimate": "estimación", "needs": "depende",
           "objective": "objetivo"}
WORDS = {"en": {"todo": ["todo"], "doing": ["doing"], "blocked": ["blocked"],
                "done": ["done"], "dropped": ["dropped"]},
         "es": {"todo": ["pendiente"], "doing": ["en curso", "en-curso"],
                "blocked": ["bloqueado", "Bloqueado"],
                "done": ["hecho", "hecha", "terminado"],
                "dropped": ["descartado", "cancelado"]}}
PEOPLE = [("Ana", "ana@example.org", 60), ("Luis", "luis@example.org", -180),
          ("Lucía", "lucia@example.org", 330), ("Marcos", "m@old.example", 0),
          ("Sofia", "7+sofia@users.noreply.github.com", 825),
          ("José", "jose@example.org", -570)]
MAILMAP = "Marcos <marcos@example.org> <m@old.example>\n"
PROJECT = "hito: 1\npaths: [plans]\nteam:\n  ana: {email: ana@example.org}\n"


class World:
    """The plans of one commit."""

    def __init__(self):
        self.plans = {}   # id -> {lang, folder, path, crlf}
        self.steps = {}   # number -> its values and its place
        self.prose = 0
        self.beside = 0   # what else there is: links, submodules, code

    def path(self, step):
        plan = self.plans[step["plan"]]
        if step["place"] is None:
            return plan["path"]
        return os.path.dirname(plan["path"]) + "/" + step["place"]

    def whole(self, steps):
        """Those in files that can be read: no step leaves another file,
        since what cannot be read there might be the step."""
        torn = {self.path(s) for s in self.steps.values() if s["broken"]}
        return [s for s in steps if self.path(s) not in torn]


def day(rng):
    return "2026-%02d-%02d" % (rng.randint(1, 12), rng.randint(1, 28))


def entry(rng, lang, key, value):
    """One front matter entry as people write it, lists in any order."""
    name = SPANISH[key] if lang == "es" else key
    if key == "state":
        value = WORDS[lang][value][len(value) % len(WORDS[lang][value])]
    if key == "estimate" and lang == "es":
        value = value.replace("w", "sem").replace("mo", "mes")
    if key != "needs":
        return "%s: %s\n" % (name, value)
    value = rng.sample(value, len(value))
    if len(value) == 1:
        return "%s: %s\n" % (name, value[0])
    if len(value) == 2:
        return "%s: [%s]\n" % (name, ", ".join(value))
    return name + ":\n" + "".join("  - %s\n" % one for one in value)


def front(rng, lang, step, head):
    """The block of a step; a broken value hides in a conflict or bad bytes."""
    lines = head
    for key in ("state", "id", "owner", "due", "start", "estimate", "needs"):
        if key == "id" and head:
            continue
        if key == "id":
            lines += "id: %s\n" % step["id"]
            continue
        if not step[key] or (key == "state" and step[key] == "todo"
                             and not step["broken"] and len(step["id"]) % 2):
            continue
        text = entry(rng, lang, key, step[key])
        if step["broken"] == (key, "conflict"):
            text = "<<<<<<< HEAD\n%s=======\n%s: x\n>>>>>>> side\n" % (
                text, text.split(":")[0])
        elif step["broken"] == (key, "bytes"):
            text = text[:-1] + "\udcff\n"
        lines += text
        if key == "estimate":
            lines += "\n"
    return lines


def section(rng, lang, step, number):
    word = "paso" if lang == "es" else "step"
    fence = "~~~" if number % 5 == 4 else "```"
    return "### %s\n\n%syaml %s\n%s%s\n\nText of %s.\n\n" % (
        step["title"], fence, word, front(rng, lang, step, ""), fence,
        step["id"])


def render(rng, world):
    """All files, by path, as bytes."""
    files = {".mailmap": MAILMAP, ".hito.yaml": PROJECT,
             "plans/README.md": "# Notes %d\n\nProse.\n" % world.prose}
    for name, plan in world.plans.items():
        lang = plan["lang"]
        inside = sorted((n for n, s in world.steps.items()
                         if s["plan"] == name and s["place"] is None),
                        key=lambda n: (world.steps[n]["rank"], n))
        text = "---\nplan: %s\nlang: %s\n---\n\n# Plan %s\n\n## Goal\n\n" % (
            name, lang, name)
        for number in inside:
            text += section(rng, lang, world.steps[number], number)
        files[plan["path"]] = text
    for step in world.steps.values():
        if step["place"] is None:
            continue
        lang = world.plans[step["plan"]]["lang"]
        head = "%s: %s\n" % ("paso" if lang == "es" else "step", step["id"])
        files[world.path(step)] = "---\n%s%s: goal\n---\n\n# %s\n\nText.\n" % (
            front(rng, lang, step, head),
            SPANISH["objective"] if lang == "es" else "objective",
            step["title"])
    crlf = {plan["path"] for plan in world.plans.values() if plan["crlf"]}
    return {path: (text.replace("\n", "\r\n") if path in crlf else text)
            .encode("utf-8", "surrogateescape")
            for path, text in files.items()}


def neighbours(world):
    """What lies beside the plans and is none, for git fast-import."""
    out = b""
    if world.beside & 1:
        out += b"M 120000 inline plans/link.md\ndata 8\nalpha.md\n"
    if world.beside & 2:
        out += b"M 160000 %s plans/module.md\n" % (b"1" * 40)
    if world.beside & 4:
        out += b"M 755 inline plans/run.sh\ndata 2\n#!\n"
    return out + b"M 644 inline src/code.txt\ndata 1\n%d\n" % world.beside


class Maker:
    def __init__(self, seed, commits, trailers):
        self.rng = random.Random(seed)
        self.limit, self.trailers = commits, trailers
        self.clock = 1767600000
        self.number = 0
        self.commits = []    # (parents, world, message, author, times)
        self.heads = {}      # branch -> place of its commit
        self.removed = []    # steps that may come back
        self.last = None     # the last single change, to undo or pick

    # What a change is

    def new_step(self, world, plan, name=None):
        rng, self.number = self.rng, self.number + 1
        folder = world.plans[plan]["folder"]
        name = name or "s%d" % self.number
        world.steps[self.number] = {
            "id": name, "plan": plan, "rank": rng.random(), "broken": None,
            "place": name + ".md" if folder and rng.random() < .6 else None,
            "title": "Write part %d of the guide" % self.number,
            "state": rng.choice(["todo", "todo", "doing"]),
            "due": day(rng), "start": "", "owner": rng.choice(["ana", "luis"]),
            "estimate": "3d", "needs": ()}

    def value(self, world, step, key):
        rng = self.rng
        if key == "state":
            return rng.choice(["todo", "doing", "blocked", "done", "dropped"])
        if key in ("due", "start"):
            return day(rng) if rng.random() < .85 else ""
        if key == "owner":
            return rng.choice(["ana", "luis", "lucia", "marcos", ""])
        if key == "estimate":
            return rng.choice(["4h", "3d", "2w", "1mo", "90min", ""])
        if key == "title":
            return "Write part %d of the guide" % rng.randint(100, 9999)
        names = sorted({s["id"] for s in world.steps.values()
                        if s is not step and s["plan"] == step["plan"]})
        return tuple(rng.sample(names, min(len(names), rng.randint(0, 3))))

    def set_value(self, world, steps):
        step = self.rng.choice(steps)
        key = self.rng.choice(FIELDS + ("state", "state", "due", "due"))
        number = next(n for n, s in world.steps.items() if s is step)
        old = step[key]
        step[key] = self.value(world, step, key)
        self.last = (number, key, old, step[key])

    def revert(self, world, steps):
        if self.last and world.steps.get(self.last[0]) in steps:
            world.steps[self.last[0]][self.last[1]] = self.last[2]

    def pick(self, world, steps):
        if self.last and world.steps.get(self.last[0]) in steps:
            world.steps[self.last[0]][self.last[1]] = self.last[3]

    def add(self, world, steps):
        self.new_step(world, self.rng.choice(
            sorted(p for p in world.plans if p != "trail")))

    def twice(self, world, steps):
        """The same id again, in a file of its own."""
        folders = [s for s in steps if world.plans[s["plan"]]["folder"]]
        names = [s["id"] for s in world.steps.values()]
        folders = [s for s in folders if names.count(s["id"]) == 1]
        if folders:
            step = self.rng.choice(folders)
            self.new_step(world, step["plan"], step["id"])
            world.steps[self.number]["place"] = "copy-%d.md" % self.number

    def remove(self, world, steps):
        steps = world.whole(steps)
        if len(steps) > 4:
            step = self.rng.choice(steps)
            number = next(n for n, s in world.steps.items() if s is step)
            self.removed.append((number, world.steps.pop(number)))

    def come_back(self, world, steps):
        if self.removed:
            number, step = self.rng.choice(self.removed)
            names = [(s["plan"], s["id"]) for s in world.steps.values()]
            if number not in world.steps and step["plan"] in world.plans and \
                    (step["plan"], step["id"]) not in names:
                world.steps[number] = copy.deepcopy(step)

    def single(self, world, steps):
        names = [s["id"] for s in world.steps.values()]
        return [s for s in steps if names.count(s["id"]) == 1]

    def move_file(self, world, steps):
        steps = [s for s in self.single(world, world.whole(steps))
                 if world.plans[s["plan"]]["folder"] and s["id"][0] != "x"]
        if steps:
            step = self.rng.choice(steps)
            step["place"] = self.rng.choice(
                [None, "later/%s.md" % step["id"], "%s.md" % step["id"]])

    def move_plan(self, world, steps):
        steps = self.single(world, world.whole(steps))
        gone = {s["id"] for _, s in self.removed}
        steps = [s for s in steps if s["id"] not in gone]
        if steps:
            step = self.rng.choice(steps)
            step["plan"] = self.rng.choice(
                sorted(p for p in world.plans if p != "trail"))
            if not world.plans[step["plan"]]["folder"]:
                step["place"] = None

    def rename(self, world, steps):
        name = self.rng.choice(sorted(world.plans))
        plan, stem = world.plans[name], name + str(self.rng.randint(2, 99))
        plan["path"] = "plans/%s/plan.md" % stem if plan["folder"] else \
            self.rng.choice(["plans/%s.md", "plans/old/%s.md"]) % stem

    def move_all(self, world, steps):
        """The folder of all plans is called otherwise."""
        stem = self.rng.choice(["plans/", "plans/2026/", "plans/now/team/"])
        for name, plan in world.plans.items():
            tail = "/plan.md" if plan["folder"] else ".md"
            plan["path"] = stem + name + tail

    def same_id(self, world, steps):
        """An id that another branch may give as well."""
        plan, name = self.rng.choice([("beta", "x1"), ("beta", "x2"),
                                      ("alpha", "x3"), ("delta", "x4")])
        names = {s["id"] for s in world.steps.values()}
        gone = {s["id"] for _, s in self.removed}
        if plan in world.plans and name not in names | gone:
            self.new_step(world, plan, name)
            step = world.steps[self.number]
            step["place"] = step["place"] and "x-%d.md" % self.number

    def beside(self, world, steps):
        world.beside = self.rng.randint(0, 7)

    def reorder(self, world, steps):
        for step in steps:
            step["rank"] = self.rng.random()

    def prose(self, world, steps):
        world.prose += 1

    def break_one(self, world, steps):
        step = self.rng.choice(self.single(world, steps) or [None])
        if step:
            key = self.rng.choice([k for k in ("state", "due", "owner")
                                   if step[k]])
            step["broken"] = (key, self.rng.choice(["conflict", "bytes"]))

    def mend(self, world, steps):
        for step in world.steps.values():
            if step["broken"]:
                if self.rng.random() < .5:
                    step[step["broken"][0]] = self.value(
                        world, step, step["broken"][0])
                step["broken"] = None
                return

    def change(self, world):
        steps = [s for s in world.steps.values()
                 if not s["broken"] and s["plan"] != "trail"]
        kinds = [self.set_value] * 12 + [self.add] * 2 + [
            self.revert, self.pick, self.remove, self.come_back, self.twice,
            self.move_file, self.move_plan, self.rename, self.move_all,
            self.same_id, self.same_id, self.reorder, self.beside, self.beside,
            self.prose, self.break_one, self.mend, self.mend]
        kind = self.rng.choice(kinds)
        kind(world, steps)
        return kind.__name__

    # How commits are made

    def commit(self, branch, parents, world, message):
        rng = self.rng
        self.clock += rng.randint(600, 90000)
        when = self.clock
        luck = rng.random()
        if luck < .05:
            when -= 40 * 86400
        elif luck < .2 and self.commits:
            when = self.commits[-1][5]
        author = when - (rng.randint(1, 60) * 86400
                         if rng.random() < .1 else 0)
        if self.trailers and rng.random() < .3 and any(
                s["plan"] == "trail" for s in world.steps.values()):
            message += "\n\n" + self.trailer()
        self.commits.append((parents, copy.deepcopy(world), message,
                             rng.choice(PEOPLE), author, when))
        self.heads[branch] = len(self.commits) - 1

    def trailer(self):
        rng, step = self.rng, self.rng.choice(["trail/t1", "trail/t2", "t3"])
        what = rng.choice(["done", "doing", "en curso", "blocked",
                           "due=" + day(rng), "vence=" + day(rng), "owner=luis",
                           "needs=\"t1, t2\""])
        return "Body text.\nStep: %s %s%s" % (
            step, what, rng.choice(["", "", " 2026-01-15"]))

    def ancestors(self, place):
        seen, todo = set(), [place]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo += self.commits[at][0]
        return seen

    def world_of(self, place):
        return copy.deepcopy(self.commits[place][1])

    def joined(self, ours, theirs):
        """Three-way, value by value; where both changed, one of them."""
        common = self.ancestors(ours) & self.ancestors(theirs)
        base = self.commits[max(common)][1] if common else World()
        world, other = self.world_of(ours), self.commits[theirs][1]

        def pick(old, mine, yours):
            if mine == yours or yours == old:
                return mine
            return yours if mine == old else self.rng.choice([mine, yours])
        for name, plan in other.plans.items():
            if name not in world.plans:
                world.plans[name] = copy.deepcopy(plan)
                continue
            mine, old = world.plans[name], base.plans.get(name, plan)
            mine["path"] = pick(old["path"], mine["path"], plan["path"])
        for number, step in other.steps.items():
            if number not in world.steps:
                if number not in base.steps or base.steps[number] != step:
                    world.steps[number] = copy.deepcopy(step)
                continue
            mine, old = world.steps[number], base.steps.get(number, step)
            for key in FIELDS:
                mine[key] = pick(old[key], mine[key], step[key])
            place = pick(*[[s[k] for k in PLACE] for s in (old, mine, step)])
            mine.update(zip(PLACE, place))
        for number in list(world.steps):
            if number in base.steps and number not in other.steps and \
                    world.steps[number] == base.steps[number]:
                del world.steps[number]
        for step in world.steps.values():
            step["broken"] = None
        return world

    def merge(self, branch, others):
        kind = self.rng.choice(["plain", "plain", "evil", "ours"])
        parents = [self.heads[b] for b in [branch] + others]
        world = self.world_of(parents[0])
        if kind != "ours":
            for place in parents[1:]:
                self.commits.append((parents[:1], world, "", None, 0, 0))
                world = self.joined(len(self.commits) - 1, place)
                self.commits.pop()
        if kind == "evil":
            self.change(world)
        self.commit(branch, parents, world, "merge, %s" % kind)

    def run(self):
        rng, world = self.rng, World()
        for name, lang, folder in (("alpha", "en", False), ("beta", "es", True),
                                   ("gamma", "es", False), ("delta", "en", True),
                                   ("trail", "en", False)):
            world.plans[name] = {
                "lang": lang, "folder": folder, "crlf": name == "gamma",
                "path": "plans/%s%s.md" % (name, "/plan" if folder else "")}
            for i in range(3):
                self.new_step(world, name,
                              "t%d" % (i + 1) if name == "trail" else None)
        self.commit("main", [], world, "plans")
        if rng.random() < .5:
            self.second_root()
        while len(self.commits) < self.limit:
            branch = rng.choice(sorted(self.heads))
            others = sorted(b for b in self.heads
                            if self.heads[b] != self.heads[branch])
            luck = rng.random()
            if luck < .12 and len(self.heads) < 5:
                self.heads["b%d" % len(self.commits)] = self.heads[branch]
            elif luck < .26 and others:
                self.merge(branch, rng.sample(
                    others, min(len(others), rng.choice([1, 1, 1, 2]))))
            elif luck < .30 and others:
                self.criss_cross(branch, rng.choice(others))
            elif luck < .34 and branch != "main":
                del self.heads[branch]
            else:
                self.commit_change(branch)
        left = sorted(b for b in self.heads if b != "main"
                      and self.heads[b] != self.heads["main"])
        if left:
            self.merge("main", left[:2])

    def second_root(self):
        """Plans that began in a repository of their own."""
        world = World()
        for name, folder in (("omega", False), ("sigma", True)):
            world.plans[name] = {
                "lang": "en", "folder": folder, "crlf": False,
                "path": "plans/%s%s.md" % (name, "/plan" if folder else "")}
            for _ in range(2):
                self.new_step(world, name)
        self.commit("root", [], world, "plans of another repository")

    def commit_change(self, branch):
        world = self.world_of(self.heads[branch])
        name = self.change(world)
        if self.rng.random() < .2:
            name += ", " + self.change(world)
        self.commit(branch, [self.heads[branch]], world, name)

    def criss_cross(self, one, two):
        ours, theirs = self.heads[one], self.heads[two]
        self.merge(one, [two])
        self.commit(two, [theirs, ours], self.joined(theirs, ours), "cross")

    # Writing it down

    def stream(self):
        """The commits for git fast-import."""
        out = bytearray()

        def data(text):
            return b"data %d\n" % len(text) + text + b"\n"
        for place, (parents, world, message, who, author, when) in \
                enumerate(self.commits):
            name, email, offset = who
            latin = name == "José"
            zone = "%s%02d%02d" % ("-" if offset < 0 else "+",
                                   abs(offset) // 60, abs(offset) % 60)
            coding = "latin-1" if latin else "utf-8"
            out += b"commit refs/heads/work\nmark :%d\n" % (place + 1)
            for role, at in (("author", author), ("committer", when)):
                out += ("%s %s <%s> %d %s\n" % (role, name, email, at, zone)
                        ).encode(coding)
            if latin:
                out += b"encoding ISO-8859-1\n"
            out += data(message.encode(coding))
            for i, parent in enumerate(parents):
                out += b"%s :%d\n" % (b"merge" if i else b"from", parent + 1)
            out += b"deleteall\n" + neighbours(world)
            for path, text in sorted(render(self.rng, world).items()):
                out += b"M 644 inline %s\n" % path.encode() + data(text)
        out += b"reset refs/heads/main\nfrom :%d\n" % (self.heads["main"] + 1)
        return bytes(out)

    def truth(self, world):
        steps = []
        for step in world.steps.values():
            row = {key: step[key] for key in FIELDS + ("id", "plan")}
            row["path"] = world.path(step)
            row["unreadable"] = step["broken"][0] if step["broken"] else None
            steps.append(row)
        return steps


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commits", type=int, default=60)
    parser.add_argument("--trailers", action="store_true")
    parser.add_argument("folder")
    args = parser.parse_args()
    repo = os.path.join(args.folder, "repo")
    maker = Maker(args.seed, args.commits, args.trailers)
    maker.run()
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", repo],
                   check=True)
    marks = os.path.join(args.folder, "marks")
    subprocess.run(["git", "-C", repo, "fast-import", "--quiet", "--force",
                    "--export-marks=" + os.path.abspath(marks)],
                   input=maker.stream(), check=True)
    ids = dict(line.split() for line in open(marks))
    with open(os.path.join(args.folder, "truth.jsonl"), "w") as out:
        for place, commit in enumerate(maker.commits):
            out.write(json.dumps({"commit": ids[":%d" % (place + 1)],
                                  "steps": maker.truth(commit[1])}) + "\n")


if __name__ == "__main__":
    main()
