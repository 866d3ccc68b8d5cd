#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check the figures of hito status against the events of hito log.

figures.py [--hito PROGRAM] [--project FILE [--free DAY]...] [--today DAY] REPO

What hito-history(7), DERIVED, says of steps and plans is computed here from
the landed events of `hito log --format=jsonl` alone, and must be what
`hito status --format=json` says: of steps, counts of plans, and of plans how
long work took, weeks, scope, burn and churn. Ids that were ever there twice are left out
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
import math
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
        self.promised, self.taken = [], []

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

    def own(self, owner, event):
        if owner and (not self.owners or self.owners[-1] != owner):
            self.owners.append(owner)
            self.taken.append(event)

    def take(self, event):
        what, day = event["event"], event["day"]
        if what == "created":
            self.created = self.created or day
            self.values = dict(event["values"])
            self.enter(self.values.get("state") or "todo", day)
            self.own(self.values.get("owner"), event)
        elif what == "removed":
            self.stop_blocked(day)
            self.away = True
        elif what == "state":
            self.values["state"] = event["new"]
            self.enter(event["new"] or "todo", day)
        elif what in ("due", "start", "owner", "estimate", "title"):
            self.values[what] = event["new"]
            if what == "owner":
                self.own(event["new"], event)

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
            self.promised.append(event)

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
            "promises": [{"due": due, "commit": e["commit"],
                          "day": e["day"]}
                         for due, e in zip(self.promises, self.promised)],
            "handovers": [{"old": old, "new": new, "commit": e["commit"],
                           "day": e["day"]} for old, new, e in
                          zip(self.owners, self.owners[1:], self.taken[1:])],
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


def rank(numbers, percent):
    """The percentile by nearest rank."""
    return sorted(numbers)[max(1, math.ceil(
        fractions.Fraction(percent, 100) * len(numbers))) - 1]


def spans(steps, which):
    known = [s for s in steps if s["state"] == "done" and
             s[which + "_days"] is not None]
    out = {"count": len(known)}
    for name, percent in (("median", 50), ("p85", 85)):
        for unit in ("days", "working_days"):
            out["%s_%s" % (name, unit)] = rank(
                [s["%s_%s" % (which, unit)] for s in known], percent) \
                if known else None
    return out


def monday(day):
    return (date(day) - datetime.timedelta(date(day).weekday())).isoformat()


EXECUTION = ("state", "started", "finished", "spent", "result", "evidence",
             "now", "readings", "reviews")


def changes(plan, events):
    """Of planning and execution, by Monday, after the plan was made."""
    own = [e for e in events if e["plan"] == plan and e["landed"]]
    made = next(e for e in own
                if e["kind"] == "plan" and e["event"] == "created")
    weeks = collections.defaultdict(collections.Counter)
    for event in own:
        what = event["event"]
        if event["commit"] == made["commit"] or what in (
                "confirmed", "linked", "reviewed", "reason") or (
                what == "moved" and not event["old_plan"]):
            continue
        weeks[monday(event["day"])][
            "execution" if what in EXECUTION else "planning"] += 1
    return made["day"], own[-1]["day"], weeks


class Whereabouts:
    """A step's plan, and whether it is in scope and done, day by day."""

    def __init__(self, events):
        self.days = []
        moves = [e["old_plan"] for e in events
                 if e["event"] == "moved" and e["old_plan"]]
        plans = moves + [events[0]["plan"]]
        here, state, last = False, "todo", ""
        for event in events:
            if event["event"] == "created":
                here, state = True, event["values"].get("state") or "todo"
            elif event["event"] == "removed":
                here = False
            elif event["event"] == "state":
                state = event["new"] or "todo"
            elif event["event"] == "moved" and event["old_plan"]:
                plans.pop(0)
            last = max(last, event["day"])
            self.days.append((last, plans[0] if here else None, state))

    def at(self, day, plan):
        """Is it in scope of the plan, and done there, when the day ends?"""
        now = [d for d in self.days if d[0] <= day]
        if not now or now[-1][1] != plan or now[-1][2] == "dropped":
            return False, False
        return True, now[-1][2] == "done"


def growth(plan, steps, since):
    """The ends of all days on which scope or done is another."""
    paths = [w for w in (Whereabouts(s) for s in steps)
             if any(d[1] == plan for d in w.days)]
    all_days = sorted({d[0] for w in paths for d in w.days})
    burn, before = [], [(False, False)] * len(paths)
    scope = {"since": since, "at_start": 0, "added": 0, "removed": 0}
    for day in all_days:
        now = [w.at(day, plan) for w in paths]
        count, done = sum(n[0] for n in now), sum(n[1] for n in now)
        if (count, done) != ((burn[-1]["scope"], burn[-1]["done"])
                             if burn else (0, 0)):
            burn.append({"day": day, "scope": count, "done": done,
                         "left": count - done})
        if day <= since:
            scope["at_start"] = count
        else:
            scope["added"] += sum(
                n[0] and not b[0] for n, b in zip(now, before))
            scope["removed"] += sum(
                b[0] and not n[0] for n, b in zip(now, before))
        scope["now"], before = count, now
    return burn, scope


def rate(count, start, end):
    lasted = days(start, end) + 1
    return {"a_week": count / max(1, lasted / 7), "from": start, "to": end}


def figures(plan, steps, stories, events, today):
    """Of a plan whose steps are all known, each a leaf."""
    made, last_change, weeks = changes(plan, events)
    out = {"cycle": spans(steps, "cycle"), "lead": spans(steps, "lead")}
    finished = [s["finished"] for s in steps
                if s["state"] == "done" and s["finished"]]
    for day in finished:
        weeks[monday(day)]["finished"] += 1
    out["weeks"] = [{
        "week": "%d-W%02d" % date(day).isocalendar()[:2], "monday": day,
        **{k: weeks[day][k] for k in ("finished", "planning", "execution")}}
        for day in sorted(weeks)]
    for which in ("planning", "execution"):
        out[which + "_changes"] = sum(w[which] for w in weeks.values())
    both = out["planning_changes"] + out["execution_changes"]
    out["planning_share"] = share(out["planning_changes"], both)
    over = all(s["state"] in CLOSED for s in steps)
    end = last_change if over else today
    if end >= made:
        out["churn"] = rate(out["planning_changes"], made, end)
    first = min([s["started"] for s in steps if s["started"]] + finished,
                default=None)
    past = [day for day in finished if day <= today]
    end = max(past) if over and past else today
    if first and first <= end:
        out["throughput"] = rate(len(past), first, end)
    burn, scope = growth(plan, stories, made)
    out["burn"] = burn or None
    out["scope"] = scope if made <= today else None
    return out


def alike(value, told):
    """What is expected is there; there may be more in an object."""
    if isinstance(value, float) and told is not None:
        return abs(value - told) < 1e-4
    if isinstance(value, dict) and isinstance(told, dict):
        return all(alike(value[key], told[key]) for key in value)
    if isinstance(value, list) and isinstance(told, list):
        return len(value) == len(told) and all(map(alike, value, told))
    return value == told


class Comparison:
    def __init__(self):
        self.wrong = self.steps = self.plans = self.grown = 0

    def same(self, name, expected, given):
        for key, value in expected.items():
            told = given[key]
            good = alike(value, told)
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
    there twice, taken again for something else, or removed beside other
    changes."""
    all_events, by_id = collections.defaultdict(list), \
        collections.defaultdict(list)
    mixed = set()
    for event in events:
        if event["kind"] == "step":
            all_events[event["plan"], event["id"]].append(event)
            by_id[event["id"]].append(event)
    for name, own in by_id.items():
        here, titles = 0, set()
        for event in own:
            if event["event"] == "title":
                titles.add(event["new"])
            if event["event"] == "created":
                here += 1
                if titles and event["values"].get("title") not in titles:
                    mixed.add(name)
                titles.add(event["values"].get("title"))
            elif event["event"] == "removed" and event["landed"]:
                here -= 1
            if here > 1:
                mixed.add(name)
        if any(e["event"] == "removed" for e in own) and \
                not ancestry.in_line(own):
            mixed.add(name)
    return all_events, mixed


def whereabouts(plan, all_events):
    """The landed events of each step that was ever in a plan."""
    all_landed = ([e for e in own if e["landed"]]
                  for own in all_events.values())
    return [own for own in all_landed if own and (
        own[0]["plan"] == plan or any(e["event"] == "moved" and
                                      e["old_plan"] == plan for e in own))]


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
            expected["quiet_days"] = max(0, days(
                max(e["day"] for e in all_events[name]), today))
            expected["stale"] = expected["state"] == "doing" and \
                expected["quiet_days"] > 14
            out.same("%s/%s" % name, expected, step)
            expected["estimate"] = course.values.get("estimate")
            known.append(expected)
            out.steps += 1
        if whole and known:
            out.same(plan["plan"], metrics(known), plan["metrics"])
            out.plans += 1
        stories = whereabouts(plan["plan"], all_events)
        if whole and known and not mixed.intersection(
                s[0]["id"] for s in stories):
            out.same(plan["plan"], figures(plan["plan"], known, stories,
                                           events, today), plan["figures"])
            out.grown += 1
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
    print("%d steps, %d plans and the growth of %d, %d wrong" % (
        told.steps, told.plans, told.grown, told.wrong))
    sys.exit(1 if told.wrong or told.steps == 0 else 0)


if __name__ == "__main__":
    main()
