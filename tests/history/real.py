#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check hito's account of a clone in the layout of Backlog.md.

real.py [--hito PROGRAM | --count] [--plain] CLONE

Nobody wrote such files for hito; real.hito.yaml beside this script says how it
reads them. Every commit is read whole here, without hito: how many steps there
are at the tip, how many of each state, how many events there were, and which
files cannot be read. Then hito must say the same, event by event. --count
leaves hito out. --plain reads with plain.hito.yaml instead: the whole folder,
and ids that are the same only where they are spelt the same.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

import check

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.join(HERE, "real.hito.yaml")
FOLDERS = ("backlog/tasks/", "backlog/completed/", "backlog/drafts/",
           "backlog/archive/tasks/", "backlog/archive/drafts/")
PLAIN = os.path.join(HERE, "plain.hito.yaml")
STATES = {"to do": "todo", "draft": "todo", "in progress": "doing",
          "in review": "doing", "done": "done", "won't do": "dropped"}
KEYS = ("state", "title", "due", "owner", "needs")


def same_id(text):
    """Which ids are one over time: task-12, TASK-12 and BACK-12."""
    return re.sub("^(task|back)-", "", text.lower())


def unquoted(text):
    """A scalar of YAML, as far as it is used here."""
    text = text.strip()
    if text[:1] == "'" and text[-1:] == "'":
        return text[1:-1].replace("''", "'")
    if text[:1] == '"' and text[-1:] == '"':
        return json.loads(text)
    return re.sub(r"\s+#.*$", "", text)


def front_matter(data):
    """Keys and values (a text, or a list of texts); None: no front matter."""
    text = data.decode("utf-8").replace("\r\n", "\n")
    match = re.match(r"---\n(.*?\n)---[ \t]*(\n|$)", text, re.S)
    if not match:
        return None
    values = {}
    for entry in re.finditer(r"^([A-Za-z_]+):(.*\n(?:[ -].*\n)*)",
                             match.group(1), re.M):
        first, *rest = entry.group(2)[:-1].split("\n")
        first = first.strip()
        if first[:1] == "[":
            values[entry.group(1)] = [
                unquoted(w) for w in first.strip("[]").split(",") if w.strip()]
        elif not first and rest and re.match(r" *- ", rest[0]):
            values[entry.group(1)] = [unquoted(re.sub(r"^ *- *", "", line))
                                      for line in rest]
        else:
            if first in (">-", ">", "|-", "|"):
                first = ""
            values[entry.group(1)] = unquoted(
                " ".join([first] + [line.strip() for line in rest]).strip())
    return values


def listed(value):
    if isinstance(value, str):
        value = [value] if value else []
    return value or []


class Row(check.Step):
    def __init__(self, path, front):
        self.plan, self.path, self.title = "backlog", path, front["title"]
        self.id = same_id(front["id"])
        self.carried, self.unreadable = set(), set()
        word = front.get("status", "") or "To Do"
        state = STATES.get(word.lower(), word)
        if path.startswith("backlog/archive/"):
            state = "dropped"
        owners = [w.lstrip("@") for w in listed(front.get("assignee"))]
        self.values = {"state": state, "title": self.title,
                       "due": front.get("due_date") or None,
                       "owner": owners[0] if len(owners) == 1
                       else frozenset(owners),
                       "needs": frozenset(listed(front.get("dependencies")))}


class Clone(check.Repo):
    def __init__(self, path, plain):
        super().__init__(path)
        self.strange, self.plain = set(), plain

    def steps(self, commit):
        rows = []
        for line in self.git("ls-tree", "-r", "-z", commit).split("\0"):
            if not line.startswith("100"):
                continue
            oid, path = line.split(" ", 2)[2].split("\t")
            if not path.startswith("backlog/" if self.plain else FOLDERS) or \
                    not path.endswith(".md"):
                continue
            if oid not in self.parsed:
                self.parsed[oid] = front_matter(self.blob(oid))
            front = self.parsed[oid]
            if front is None or not front.get("id"):
                self.strange.add((path, oid))
            else:
                rows.append(Row(path, front))
        if self.plain:
            return rows
        # Of two with one id, that in the archive does not count.
        kept = {row.id for row in rows
                if not row.path.startswith("backlog/archive/")}
        return [row for row in rows if row.id not in kept
                or not row.path.startswith("backlog/archive/")]


def report(clone, history):
    rows = history.snapshots[history.head]
    states = collections.Counter(row.value("state") for row in rows)
    events = collections.Counter(e["event"] for e in history.events)
    print("%d commits, %d steps at the tip: %s" % (
        len(history.order), len(rows),
        ", ".join("%d %s" % (n, s) for s, n in sorted(states.items()))))
    print("events: " + ", ".join("%d %s" % (n, e)
                                 for e, n in sorted(events.items())))
    print("%d versions of files are no step: %s" % (
        len(clone.strange), ", ".join(sorted({p for p, _ in clone.strange}))))


def hito(args, *words):
    project = PLAIN if args.plain else PROJECT
    out = subprocess.run([args.hito, "-C", args.clone, "--project", project,
                          *words], check=True, stdout=subprocess.PIPE).stdout
    return out.decode()


def compare(args, history):
    told = check.Check()
    wanted = KEYS + ("created", "removed", "moved")
    given = collections.Counter()
    for line in hito(args, "log", "--format=jsonl").splitlines():
        event = json.loads(line)
        if event.get("kind") == "step" and event["event"] in wanted:
            event["id"] = same_id(event["id"])
            given[check.tuple_of(event)] += 1
    told.same("event", collections.Counter(
        check.tuple_of(e) for e in history.events), given)
    status = json.loads(hito(args, "status", "--at=HEAD", "--format=json"))
    steps = [s for plan in status["plans"] for s in plan["steps"]]
    losing = collections.Counter(same_id(s["step"]) for s in steps)
    if not args.plain:
        steps = [s for s in steps if losing[same_id(s["step"])] == 1
                 or not s["path"].startswith("backlog/archive/")]
    told.same("status", collections.Counter(
        (row.id, row.path, row.value("state"))
        for row in history.snapshots[history.head]), collections.Counter(
            (same_id(s["step"]), s["path"], s["state"]) for s in steps))
    return told.wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hito", default="hito")
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("clone")
    args = parser.parse_args()
    check.KEYS = KEYS
    if args.plain:
        global same_id
        same_id = str
        STATES.clear()
        STATES.update({"to do": "todo", "draft": "todo", "done": "done",
                       "in progress": "doing"})
    clone = Clone(args.clone, args.plain)
    history = check.History(clone)
    report(clone, history)
    if not args.count:
        wrong = compare(args, history)
        print("%d differences" % wrong)
        sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
