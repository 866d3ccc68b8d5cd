#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check the figures of hito status against the events of hito log.

figures.py [--hito PROGRAM] [--project FILE [--free DAY]...] [--today DAY] REPO

What hito-history(7), DERIVED, says of steps and plans is computed here from
the landed events of `hito log --format=jsonl` alone, and must be what
`hito status --format=json` says. Ids that were ever there twice are left out
(their events cannot be told apart by name) or removed on one side and changed
on another, and so are steps of files that cannot be read at the commit looked
at. --free names the holidays that the
project file of --project has.
"""
import argparse
import collections
import datetime
import fractions
import json
import subprocess
import sys

CLOSED = ("done", "dropped")
MINUTES = {"min": 1, "h": 60, "d": 480, "w": 2400,
           "mo": fractions.Fraction(10400)}


def date(text):
    return datetime.date.fromisoformat(text)


def days(start, end):
    return (date(end) - date(start)).days


class Calendar:
    def __init__(self, free):
        self.free = set(free)

    def between(self, start, end):
        """Working days from start (not counted) to end (counted)."""
        if start > end:
            return -self.between(end, start)
        day, last, count = date(start), date(end), 0
        while day < last:
            day += datetime.timedelta(1)
            count += day.weekday() < 5 and day.isoformat() not in self.free
        return count

    def span(self, start, end):
        if start is None or end is None or end < start:
            return None, None
        return days(start, end), self.between(start, end)


class Course:
    """A step from its first event to its last."""

    def __init__(self, calendar):
        self.calendar = calendar
        self.values = {}
        self.state = self.since = self.blocked_since = None
        self.away = False
        self.created = self.started = self.entered_done = None
        self.reopened = self.blocked = 0
        self.promises, self.slips, self.owners = [], [], []

    def enter(self, state, day):
        if self.state == state:
            if self.away:
                self.blocked_since = day
            self.away = False
            return
        self.stop_blocked(day)
        if self.state == "done" and state not in CLOSED:
            self.reopened += 1
        if state == "doing" and self.started is None:
            self.started = day
        if state == "done":
            self.entered_done = day
        self.state, self.since, self.blocked_since = state, day, day
        self.away = False

    def stop_blocked(self, day):
        if self.state == "blocked" and not self.away:
            self.blocked += max(0, days(self.blocked_since, day))

    def own(self, owner):
        if owner and (not self.owners or self.owners[-1] != owner):
            self.owners.append(owner)

    def take(self, event):
        what, day = event["event"], event["day"]
        if what == "created":
            self.created = self.created or day
            self.values = dict(event["values"])
            self.enter(self.values.get("state") or "todo", day)
            self.own(self.values.get("owner"))
        elif what == "removed":
            self.stop_blocked(day)
            self.away = True
        elif what == "state":
            self.values["state"] = event["new"]
            self.enter(event["new"] or "todo", day)
        elif what in ("due", "start", "owner", "estimate", "title"):
            self.values[what] = event["new"]
            if what == "owner":
                self.own(event["new"])

    def promise(self, event):
        what = event["event"]
        due = event["values"].get("due") if what == "created" else \
            event["new"] if what == "due" else None
        if not due or (self.state in CLOSED and what != "created"):
            return
        if self.promises and self.promises[-1] != due:
            old = self.promises[-1]
            self.slips.append({
                "old": old, "new": due, "days": days(old, due),
                "working_days": self.calendar.between(old, due),
                "commit": event["commit"], "day": event["day"]})
        if not self.promises or self.promises[-1] != due:
            self.promises.append(due)

    def follow(self, events):
        groups, last = [], None
        for event in events:
            # A trailer with a date is a moment of its own.
            moment = event["commit"] if event["time"] else None
            if moment is None or moment != last:
                groups.append([])
            groups[-1].append(event)
            last = moment
        for group in groups:
            for event in group:
                self.take(event)
            for event in group:
                self.promise(event)

    def figures(self, today):
        value = self.values.get
        self.stop_blocked(today)
        finished = self.entered_done if self.state == "done" else None
        due, closed = value("due") or None, self.state in CLOSED
        last = self.promises[-1] if self.promises else None
        first = self.promises[0] if self.promises else None
        out = {
            "state": self.state, "due": due, "start": value("start") or None,
            "owner": value("owner") or None, "title": value("title"),
            "created": self.created, "started": self.started,
            "finished": finished, "commit_started": self.started,
            "commit_finished": finished, "reopened": self.reopened,
            "first_due": first, "last_due": last, "slips": self.slips,
            "slip_days": sum(s["days"] for s in self.slips),
            "slip_working_days": sum(s["working_days"] for s in self.slips),
            "blocked_days": self.blocked,
            "age_days": max(0, days(self.since, today)),
            "owners": self.owners,
            "owner_changes": max(0, len(self.owners) - 1),
            "overdue": not closed and due is not None and due < today}
        out["cycle_days"], out["cycle_working_days"] = \
            self.calendar.span(self.started, finished)
        out["lead_days"], out["lead_working_days"] = \
            self.calendar.span(self.created, finished)
        promised = last if closed and last else due
        out["late_days"] = self.late(promised, finished, today)
        out["on_time_last"] = self.on_time(promised, finished)
        out["on_time_first"] = self.on_time(first, finished)
        return out

    def late(self, promised, finished, today):
        if promised is None or self.state == "dropped":
            return None
        if self.state == "done":
            return days(promised, finished)
        return days(promised, today) if promised < today else None

    def on_time(self, promised, finished):
        if promised is None or finished is None:
            return None
        return finished <= promised


def effort(text):
    for unit, minutes in sorted(MINUTES.items(), key=lambda u: -len(u[0])):
        if text.endswith(unit):
            return fractions.Fraction(text[:-len(unit)]) * minutes
    raise ValueError(text)


def share(part, whole):
    return part / whole if whole else None


def metrics(steps):
    """Of a plan, from the figures of all its steps (each a leaf here)."""
    count = collections.Counter(s["state"] for s in steps)
    counted = [s for s in steps if s["state"] != "dropped"]
    done = [s for s in counted if s["state"] == "done"]
    out = {key: count[key] for key in
           ("todo", "doing", "blocked", "done", "dropped")}
    out["total"] = len(steps)
    out["overdue"] = sum(s["overdue"] for s in steps)
    out["completion"] = share(len(done), len(counted))
    for which in ("on_time_first", "on_time_last"):
        judged = [s for s in done if s[which] is not None]
        out[which] = share(sum(s[which] for s in judged), len(judged))
        out["judged" + which[7:]] = len(judged)
    out["slips"] = sum(len(s["slips"]) for s in steps)
    for which in ("slip_days", "slip_working_days"):
        out[which] = sum(s[which] for s in steps)
    efforts = [s["estimate"] and effort(s["estimate"]) for s in counted]
    out["completion_effort"] = None
    if efforts and all(e is not None and e != "" for e in efforts):
        out["completion_effort"] = float(share(sum(
            effort(s["estimate"]) for s in done), sum(efforts)))
    return out


class Comparison:
    def __init__(self):
        self.wrong = self.steps = self.plans = 0

    def same(self, name, expected, given):
        for key, value in expected.items():
            told = given[key]
            if isinstance(value, float) and told is not None:
                good = abs(value - told) < 1e-4
            elif key == "slips" and isinstance(value, list):
                good = value == [{k: s[k] for k in value[0]} for s in told] \
                    if value else not told
            else:
                good = value == told
            if not good:
                self.wrong += 1
                print("%s: %s is %s, not %s" % (name, key, told, value))


class Ancestry:
    """Which commits lie behind which."""

    def __init__(self, repo):
        lines = subprocess.run(
            ["git", "-C", repo, "rev-list", "--topo-order", "--reverse",
             "--parents", "HEAD"], check=True,
            stdout=subprocess.PIPE).stdout.decode().splitlines()
        self.behind = {}
        for line in lines:
            commit, *parents = line.split()
            self.behind[commit] = {commit}.union(
                *(self.behind[p] for p in parents))

    def in_line(self, events):
        """Each commit lies behind the next one."""
        commits = [e["commit"] for e in events if e["landed"]]
        return all(one in self.behind[two]
                   for one, two in zip(commits, commits[1:]))


def by_name(events, ancestry):
    """Events of each step, in order, and the ids that tell no one story:
    there twice, or removed beside other changes."""
    all_events, by_id = collections.defaultdict(list), \
        collections.defaultdict(list)
    mixed = set()
    for event in events:
        if event["kind"] == "step":
            all_events[event["plan"], event["id"]].append(event)
            by_id[event["id"]].append(event)
    for name, own in by_id.items():
        here = 0
        for event in own:
            if event["event"] == "created":
                here += 1
            elif event["event"] == "removed" and event["landed"]:
                here -= 1
            if here > 1:
                mixed.add(name)
        if any(e["event"] == "removed" for e in own) and \
                not ancestry.in_line(own):
            mixed.add(name)
    return all_events, mixed


def compare(events, status, calendar, ancestry):
    out = Comparison()
    all_events, mixed = by_name(events, ancestry)
    today = status["today"]
    broken = {u["path"] for u in status["unreadable"]}
    names = collections.Counter(s["step"] for plan in status["plans"]
                                for s in plan["steps"])
    mixed.update(name for name in names if names[name] > 1)
    for plan in status["plans"]:
        known, whole = [], True
        for step in plan["steps"]:
            name = plan["plan"], step["step"]
            if step["step"] in mixed or step["path"] in broken:
                whole = False
                continue
            course = Course(calendar)
            course.follow([e for e in all_events[name] if e["landed"]])
            expected = course.figures(today)
            expected["commits"] = len({e["commit"]
                                       for e in all_events[name]})
            out.same("%s/%s" % name, expected, step)
            expected["estimate"] = course.values.get("estimate")
            known.append(expected)
            out.steps += 1
        if whole and known:
            out.same(plan["plan"], metrics(known), plan["metrics"])
            out.plans += 1
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hito", default="hito")
    parser.add_argument("--project")
    parser.add_argument("--free", action="append", default=[])
    parser.add_argument("--today", default="2026-09-30")
    parser.add_argument("repo")
    args = parser.parse_args()
    common = [args.hito, "-C", args.repo]
    if args.project:
        common += ["--project", args.project]

    def hito(*words):
        return subprocess.run(common + list(words), check=True,
                              stdout=subprocess.PIPE).stdout.decode()
    events = [json.loads(line)
              for line in hito("log", "--format=jsonl").splitlines()]
    status = json.loads(hito("status", "--format=json",
                             "--today=" + args.today))
    told = compare(events, status, Calendar(args.free), Ancestry(args.repo))
    print("%d steps and %d plans, %d wrong" % (told.steps, told.plans,
                                               told.wrong))
    sys.exit(1 if told.wrong or told.steps == 0 else 0)


if __name__ == "__main__":
    main()
