#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check hito's account of a repository against whole snapshots.

check.py [--truth FILE] [--status] [--hito PROGRAM] REPO

Every commit is read whole, by git ls-tree and git cat-file, with a parser of
regular expressions that knows the files of make_repo.py. The events of steps
are computed from the definition (hito-history(7), EVENTS): a value changes at
a commit when it differs from that in every parent that has the step. They must
be those of `hito log --format=jsonl`, no more and no fewer, in its order, with
the same authors and days, and landed where they lead to what stands. With
--truth, the snapshots are compared with the maker's own account, too. With
--status, the last values are compared with `hito status --format=json`, too.
"""
import argparse
import collections
import heapq
import json
import re
import subprocess
import sys

NAMES = {"paso": "step", "step": "step", "id": "id", "plan": "plan",
         "estado": "state", "state": "state", "vence": "due", "due": "due",
         "inicio": "start", "start": "start", "responsable": "owner",
         "owner": "owner", "estimación": "estimate", "estimate": "estimate",
         "depende": "needs", "needs": "needs"}
STATES = {"pendiente": "todo", "en curso": "doing", "bloqueado": "blocked",
          "hecho": "done", "hecha": "done", "terminado": "done",
          "descartado": "dropped", "cancelado": "dropped"}
KEYS = ("state", "due", "start", "owner", "estimate", "needs", "title")
FENCE = re.compile(r"(`{3,}|~{3,})yaml (?:step|paso)$")
ENTRY = re.compile(r"([^\s:#-][^:]*):(?: +(.*))?$")


# Reading files

class Step:
    def __init__(self, plan, path, title, values, unreadable):
        self.plan, self.path, self.title = plan, path, title
        self.id = values.pop("step", None) or values.pop("id", None)
        self.values = {k: v for k, v in values.items() if k in KEYS}
        self.values.setdefault("state", "todo")
        self.values["title"] = title
        self.unreadable = unreadable & set(KEYS)
        self.carried = set()

    def value(self, key):
        return self.values.get(key)


def canonical(key, text):
    if key == "state":
        word = text.lower().replace("-", " ").replace("_", " ")
        return STATES.get(word, word)
    if key == "estimate":
        return re.sub("mes$", "mo", re.sub("sem$", "w", text))
    if key == "needs":
        return frozenset(w.strip() for w in text.strip("[]").split(",")
                         if w.strip())
    return text


def entries(lines):
    """The values of a block, and the keys that cannot be read in it."""
    values, bad, last = {}, set(), None
    for text, damaged in lines:
        item = re.match(r" +- (.*)$", text)
        match = ENTRY.match(text)
        if item and last == "needs":
            values[last] = values.get(last, frozenset()) | {item.group(1)}
        elif match and match.group(1) in NAMES:
            last = NAMES[match.group(1)]
            if damaged:
                bad.add(last)
            elif match.group(2):
                values[last] = canonical(last, match.group(2))
    return {k: v for k, v in values.items() if v}, bad


def numbered(data):
    """The lines, each with whether it lies in a conflict or is no UTF-8."""
    conflict, out = False, []
    for raw in data.split(b"\n"):
        text = raw.decode("utf-8", "replace").rstrip("\r")
        conflict = conflict or text.startswith("<<<<<<< ")
        out.append((text, conflict or "\ufffd" in text))
        if text.startswith(">>>>>>> "):
            conflict = False
    return out


def parse(path, data):
    """The plan's id (or None) and the steps of a file, in order."""
    lines, plan, found, at = numbered(data), None, [], 0
    head = {}
    if lines[0][0] == "---":
        at = next(i for i in range(1, len(lines)) if lines[i][0] == "---")
        head, bad = entries(lines[1:at])
        plan = head.get("plan")
    title, close, start = "", None, 0
    for i in range(at, len(lines)):
        text = lines[i][0]
        heading = re.match(r"#+ +(.*)$", text)
        fence = FENCE.match(text)
        if close:
            if text == close:
                values, broken = entries(lines[start:i])
                found.append((title, values, broken))
                close = None
        elif heading:
            title = heading.group(1)
            if "step" in head and not found:
                found.append((title, head, bad))
        elif fence:
            close, start = fence.group(1), i + 1
    return plan if "step" not in head else None, found


class Repo:
    def __init__(self, path):
        self.path, self.parsed = path, {}
        self.cat = subprocess.Popen(
            ["git", "-C", path, "cat-file", "--batch"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def git(self, *args):
        return subprocess.run(["git", "-C", self.path, *args], check=True,
                              stdout=subprocess.PIPE).stdout.decode(
                                  "utf-8", "replace")

    def blob(self, oid):
        self.cat.stdin.write(oid.encode() + b"\n")
        self.cat.stdin.flush()
        size = int(self.cat.stdout.readline().split()[2])
        data = self.cat.stdout.read(size)
        self.cat.stdout.read(1)
        return data

    def steps(self, commit):
        """The whole snapshot of a commit."""
        plans, files = {}, []
        for line in self.git("ls-tree", "-r", "-z", commit).split("\0"):
            if not line.startswith("100") or not line.endswith(".md") or \
                    "\tplans/" not in line:
                continue
            oid, path = line.split(" ", 2)[2].split("\t")
            if (path, oid) not in self.parsed:
                self.parsed[path, oid] = parse(path, self.blob(oid))
            plan, found = self.parsed[path, oid]
            if plan:
                plans[path] = plan
            files.append((path, plan, found))
        out = []
        for path, plan, found in sorted(files):
            folder = path
            while not plan and "/" in folder:
                folder = folder.rsplit("/", 1)[0]
                plan = plans.get(folder + "/plan.md")
            for title, values, bad in found:
                out.append(Step(plan, path, title, dict(values), set(bad)))
        return out


# What happened

def matched(steps, before):
    """For each step its place in an earlier snapshot, or None."""
    out, taken = [None] * len(steps), set()
    rules = (lambda s: (s.plan, s.id, s.path, s.title),
             lambda s: (s.plan, s.id, s.path),
             lambda s: (s.plan, s.id, s.title),
             lambda s: (s.plan, s.id))
    for rule in rules:
        free = collections.defaultdict(list)
        for i, step in enumerate(before):
            if i not in taken:
                free[rule(step)].append(i)
        for i, step in enumerate(steps):
            if out[i] is None and free[rule(step)]:
                out[i] = free[rule(step)].pop(0)
                taken.add(out[i])
    # Left one plan that is still there, appeared in exactly one other.
    gone, come = collections.defaultdict(list), collections.defaultdict(list)
    for i, step in enumerate(before):
        if i not in taken:
            gone[step.id].append(i)
    for i, step in enumerate(steps):
        if out[i] is None:
            come[step.id].append(i)
    for name in come:
        if len(come[name]) == 1 and len(gone.get(name, ())) == 1:
            out[come[name][0]] = gone[name][0]
    return out


def origin(step):
    """Where it began; one thing that two branches began has one origin."""
    event = step.created
    while "joined" in event:
        event = event["joined"]
    return event


def is_same(one, other):
    return (one.plan, one.id) == (other.plan, other.id) or \
        origin(one) is origin(other)


class History:
    """All events of the steps, by whole snapshots."""

    def __init__(self, repo):
        self.repo, self.snapshots, self.events = repo, {}, []
        self.parents, self.dates = {}, {}
        for line in repo.git("log", "--format=%H %ct %P", "HEAD").splitlines():
            commit, date, *parents = line.split()
            self.parents[commit], self.dates[commit] = parents, int(date)
        self.head = repo.git("rev-parse", "HEAD").strip()
        self.order = self.sorted()
        for commit in self.order:
            self.read(commit)

    def sorted(self):
        waiting = {c: len(set(p)) for c, p in self.parents.items()}
        children = collections.defaultdict(set)
        for commit, parents in self.parents.items():
            for parent in parents:
                children[parent].add(commit)
        ready = [(self.dates[c], c) for c in waiting if not waiting[c]]
        heapq.heapify(ready)
        out = []
        while ready:
            out.append(heapq.heappop(ready)[1])
            for child in children[out[-1]]:
                waiting[child] -= 1
                if not waiting[child]:
                    heapq.heappush(ready, (self.dates[child], child))
        return out

    def add(self, commit, step, event, old, new):
        entry = {"commit": commit, "plan": step.plan, "id": step.id,
                 "event": event, "old": old, "new": new, "landed": False}
        self.events.append(entry)
        return entry

    def read(self, commit):
        steps = self.repo.steps(commit)
        before = [self.snapshots[p] for p in self.parents[commit]]
        maps = [matched(steps, snapshot) for snapshot in before]
        for i, step in enumerate(steps):
            found = [b[m[i]] for b, m in zip(before, maps) if m[i] is not None]
            self.follow(commit, step, found)
        if before:
            self.find_removed(commit, before, maps)
        self.snapshots[commit] = steps

    def follow(self, commit, step, found):
        """The events of one step; step.last has the newest of each key."""
        step.last, step.created = {}, None
        for key in step.unreadable:
            step.carried.add(key)
            step.values.pop(key, None)
            if found and found[0].value(key) is not None:
                step.values[key] = found[0].value(key)
            step.last[key] = found[0].last.get(key) if found else None
        if not found:
            step.created = self.add(commit, step, "created", None, None)
            begun = {"created"} | set(step.values) | step.unreadable
            step.last.update(dict.fromkeys(begun, step.created))
            step.created["values"] = dict(step.values)
            step.created["unreadable"] = set(step.unreadable)
        else:
            step.created = found[0].created
            for other in found[1:]:
                if origin(other) is not origin(step):
                    origin(other)["joined"] = step.created
            step.last["created"] = found[0].last.get("created")
            self.follow_place(commit, step, found)
        for key in KEYS:
            if key in step.unreadable:
                continue
            same = [f for f in found if f.value(key) == step.value(key)]
            if same:
                step.last[key] = same[0].last.get(key)
            elif found:
                step.last[key] = self.add(commit, step, key,
                                          found[0].value(key), step.value(key))
                step.last[key]["before"] = found[0].last.get(key)
                step.last[key]["gap"] = key in found[0].carried

    def follow_place(self, commit, step, found):
        here = [f for f in found if f.path == step.path]
        if here:
            step.last["moved"] = here[0].last.get("moved")
            return
        step.last["moved"] = self.add(commit, step, "moved", found[0].path,
                                      step.path)
        step.last["moved"]["before"] = found[0].last.get("moved")

    def find_removed(self, commit, before, maps):
        """In every parent, under its name or as what it was, and not here."""
        kept = [{m for m in places if m is not None} for places in maps]
        gone = [[s for i, s in enumerate(snapshot) if i not in places]
                for snapshot, places in zip(before, kept)]
        for step in gone[0]:
            if all(any(is_same(step, other) for other in others)
                   for others in gone[1:]):
                self.add(commit, step, "removed", step.value("state"), None)

    def mark_landed(self):
        """What leads to a value that stands; of steps that never went."""
        gone = {e["id"] for e in self.events if e["event"] == "removed"}
        for step in self.snapshots[self.head]:
            for event in step.last.values():
                while event:
                    event["landed"] = True
                    event = event.get("before")
        return gone


# Comparing

def plain(value):
    if isinstance(value, (list, frozenset, tuple)):
        return tuple(sorted(value)) or None
    return value or None


def describe(event):
    return "%s %s %s %s -> %s" % event


def tuple_of(event):
    old, new = event["old"], event["new"]
    if event["event"] == "moved" and "old_path" in event:
        old, new = event["old_path"], event["path"]
    return (event["commit"], event["id"], event["event"], plain(old),
            plain(new))


class Check:
    def __init__(self):
        self.wrong = 0

    def say(self, *words):
        self.wrong += 1
        if self.wrong <= 40:
            print(*words)

    def same(self, what, expected, given):
        """Both are multisets; say what is missing and what is extra."""
        for event in (expected - given).elements():
            self.say("missing %s: %s" % (what, event))
        for event in (given - expected).elements():
            self.say("extra %s: %s" % (what, event))

    def truth(self, repo, path):
        for line in open(path):
            row = json.loads(line)
            given = collections.Counter()
            for step in repo.steps(row["commit"]):
                bad = sorted(step.unreadable)
                given[tuple([step.plan, step.id, step.path] + bad + [
                    plain(step.value(k)) for k in KEYS if k not in bad])] += 1
            expected = collections.Counter(
                tuple([s["plan"], s["id"], s["path"]] + [
                    k for k in [s["unreadable"]] if k] + [
                    plain(s[k]) for k in KEYS if k != s["unreadable"]])
                for s in row["steps"])
            self.same("in " + row["commit"][:10], expected, given)

    def events(self, history, told):
        trailers = [e for e in told if e["source"] == "trailer"]
        named = {e["id"] for e in trailers}
        told = [e for e in told if e["kind"] == "step"
                and e["source"] == "file" and e["id"] not in named
                and e["event"] in KEYS + ("created", "removed", "moved")]
        real = [e for e in history.events if e["id"] not in named]
        self.same("event", collections.Counter(map(tuple_of, real)),
                  collections.Counter(map(tuple_of, told)))
        self.landed(history, real, told)
        self.first_values(real, told)
        self.commits(history, told)

    def landed(self, history, real, told):
        gone = history.mark_landed()
        for what, more in (("landed", ("created", "moved")), ("gap", ())):
            self.same(what, *[collections.Counter(
                tuple_of(e) + (bool(e.get(what)),) for e in events
                if e["event"] in KEYS + more and e["id"] not in gone)
                for events in (real, told)])

    def first_values(self, real, told):
        def values(events, name):
            out = collections.Counter()
            for event in events:
                if event["event"] == "created":
                    found = event["values"]
                    out[(event["commit"], event["id"]) + tuple(
                        plain(found.get(k)) for k in KEYS)] += 1
            return out
        self.same("first values", values(real, 0), values(told, 1))

    def commits(self, history, told):
        """Order of the commits, plans, authors through .mailmap, days."""
        place = {c: i for i, c in enumerate(history.order)}
        order = [place.get(e["commit"], -1) for e in told]
        if order != sorted(order):
            self.say("the events are not in the order of the commits")
        plans = collections.defaultdict(set)
        for step in history.snapshots[history.head]:
            plans[step.id].add(step.plan)
        twice = collections.Counter(e["id"] for e in history.events
                                    if e["event"] == "created")
        authors = {}
        with_map = history.repo.git(
            "-c", "mailmap.blob=HEAD:.mailmap", "-c", "log.mailmap=true",
            "log", "--format=%H%x09%aN%x09%aE%x09%ad", "--date=iso-strict",
            "HEAD")
        for line in with_map.splitlines():
            commit, name, email, time = line.split("\t")
            authors[commit] = (name, email, time, time[:10])
        for event in told:
            given = (event["author"]["name"], event["author"]["email"],
                     event["time"], event["day"])
            expected = authors[event["commit"]]
            if given != (expected[0], expected[1],
                         expected[2].replace("Z", "+00:00"), expected[3]):
                self.say("author or time: %s is %s" % (expected, given))
            known = plans[event["id"]]
            if len(known) == 1 and twice[event["id"]] == 1 and \
                    event["plan"] not in known:
                self.say("plan: %s of %s is %s" % (event["plan"], event["id"],
                                                   known))

    def trailers(self, history, told):
        """Each line of a message that sets a value is an event, or confirms."""
        expected, given = collections.Counter(), collections.Counter()
        for event in told:
            if event["source"] == "trailer" and event["event"] != "linked":
                key = event.get("key") or event["event"]
                new = event["new"]
                given[event["commit"], event["id"], key, plain(new)] += 1
        text = history.repo.git("log", "-z", "--format=%H%n%B", "HEAD")
        for message in text.rstrip("\0").split("\0"):
            commit, _, *body = message.split("\n")
            for line in body:
                match = re.match(r"Step: (?:\w+/)?(\w+) (.*?)"
                                 r"(?: \d{4}-\d\d-\d\d)?$", line)
                if not match:
                    continue
                key, _, value = match.group(2).rpartition("=")
                key = NAMES.get(key, "state")
                new = canonical(key, value.strip('"'))
                expected[commit, match.group(1), key, plain(new)] += 1
        self.same("trailer", expected, given)

    def status(self, history, status, named):
        expected, given = collections.Counter(), collections.Counter()
        for step in history.snapshots[history.head]:
            if not step.unreadable and step.id not in named:
                expected[(step.plan, step.id, step.path) + tuple(
                    plain(step.value(k)) for k in ("state", "due", "start",
                                                   "owner", "title"))] += 1
        broken = {s.id for s in history.snapshots[history.head]
                  if s.unreadable}
        for plan in status["plans"]:
            for step in plan["steps"]:
                if step["step"] not in broken | named:
                    given[(plan["plan"], step["step"], step["path"]) + tuple(
                        plain(step[k]) for k in ("state", "due", "start",
                                                 "owner", "title"))] += 1
        self.same("status", expected, given)


def hito(args, *words):
    return subprocess.run([args.hito, "-C", args.repo, *words], check=True,
                          stdout=subprocess.PIPE).stdout.decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--truth")
    parser.add_argument("--status", action="store_true")
    parser.add_argument("--hito", default="hito")
    parser.add_argument("repo")
    args = parser.parse_args()
    check, repo = Check(), Repo(args.repo)
    if args.truth:
        check.truth(repo, args.truth)
    history = History(repo)
    told = [json.loads(line)
            for line in hito(args, "log", "--format=jsonl").splitlines()]
    told = [e for e in told if "event" in e]
    check.events(history, told)
    check.trailers(history, told)
    if args.status:
        named = {e["id"] for e in told if e["source"] == "trailer"}
        check.status(history,
                     json.loads(hito(args, "status", "--format=json")), named)
    if check.wrong > 40:
        print("and %d more" % (check.wrong - 40))
    sys.exit(1 if check.wrong else 0)


if __name__ == "__main__":
    main()
