"""Grade prisonwatch's output against hand-annotated news texts.

    grader.py input GOLD_DIR                write the gold texts as JSONL records (id, text, language,
                                            published where given)
    grader.py score GOLD_DIR PRED.jsonl     print precision, recall and F1 per category (--errors lists
                                            every miss and false alarm, --json prints the figures as JSON)

Only the standard library is used. gold/GUIDELINES.md says what the annotation means. Figures are
micro-averaged over documents.

  dates          span overlaps and the normalised value is equal (unresolvable: both null)
  date_spans     span overlaps
  facilities     one prediction per facility; names match on their distinctive words (accents, case,
                 articles and custody words such as 'prison' or 'cárcel' set aside)
  hostages       kind hostages: number span overlaps, value, max and status equal (taken and held
                 count as equal: two careful annotators part there)
  counts         every kind: number span overlaps, kind, value and max equal
  officials      the person's name matches
  official_roles the name matches and so does the role (token F1 of at least 0.5, or both null)
  published      publication date right (accuracy)
  incident.*     the document's main incident, field by field (accuracy)
  mean_f1        mean of dates, facilities, hostages, counts, official_roles
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import unicodedata

# Words that name no facility in particular.
GENERIC = frozenset(
    (
        "the a an of de del la el los las le les du des in at and y prison prisons jail jails gaol "
        "penitentiary penitentiaries center centre centers correctional corrections correction facility "
        "institution institute detention remand custody complex state federal national maximum security max "
        "high prisoner inmate carcel carceles centro centros penitenciario penitenciaria penal prision "
        "reclusorio rehabilitacion social internado judicial reclusion detencion preventivo preventiva "
        "privacion libertad complejo maxima seguridad modulo regional "
    ).split()
)


def norm(s):
    s = unicodedata.normalize("NFKD", s or "")
    s = "".join(c for c in s if not unicodedata.combining(c)).lower().replace("’", "'")
    return re.sub(r"'s\b", "", s)


def toks(s):
    return re.findall(r"\w+", norm(s))


def find(text, s, nth):
    i = -1
    for _ in range(nth):
        i = text.find(s, i + 1)
    return i


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def spans(text, items):
    out = []
    for it in items:
        i = find(text, it["text"], it.get("nth", 1))
        out.append({**it, "span": (i, i + len(it["text"]))})
    return out


def distinctive(s):
    return frozenset(t for t in toks(s) if t not in GENERIC)


def same_facility(gold, pred):
    g = [gold["name"], *gold.get("mentions", [])]
    p = [
        x
        for x in [pred.get("name")]
        + [m["text"] if isinstance(m, dict) else m for m in pred.get("mentions", [])]
        if x
    ]
    if {" ".join(toks(x)) for x in g} & {" ".join(toks(x)) for x in p}:
        return True
    for a in map(distinctive, g):
        for b in map(distinctive, p):
            if a and b and (a <= b or b <= a):
                return True
    return False


def same_person(gold, pred):
    p = set(toks(pred.get("name") or ""))
    if not p:
        return False
    for m in [gold["name"], *gold.get("mentions", [])]:
        g = set(toks(m))
        if g and (g <= p or p <= g):
            return True
    return False


def same_role(g, p):
    g, p = g or "", p or ""
    if not g or not p:
        return not g and not p
    stop = {"the", "of", "a", "de", "del", "la", "el", "for", "s", "los", "las", "at", "in"}
    a, b = [t for t in toks(g) if t not in stop], [t for t in toks(p) if t not in stop]
    hit = len(set(a) & set(b))
    return bool(hit) and 2 * hit / (len(set(a)) + len(set(b))) >= 0.5


class Tally:
    def __init__(self):
        self.tp = self.fp = self.fn = 0

    def f1(self):
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def match(gold, pred, same):
    """Greedy one-to-one pairs, then what is left of either side; optional gold items are free."""
    left, pairs, missed = list(pred), [], []
    for g in (g for g in gold if not g.get("optional")):
        hit = next((p for p in left if same(g, p)), None)
        if hit is None:
            missed.append(g)
        else:
            left.remove(hit)
            pairs.append((g, hit))
    return pairs, missed, left


def grade(gold, text, pred, tally, log):
    gid = gold["id"]

    def count(name, pairs, missed, extra, show):
        t = tally.setdefault(name, Tally())
        t.tp += len(pairs)
        t.fn += len(missed)
        t.fp += len(extra)
        for g in missed:
            log.append(f"{gid}\t{name}\tMISSED\t{show(g)}")
        for p in extra:
            log.append(f"{gid}\t{name}\tFALSE\t{show(p)}")

    def around(x):
        s, e = x["span"]
        return f"{text[max(0, s - 40) : s]}[{text[s:e]}]{text[e : e + 40]}".replace("\n", " ")

    # dates
    gd = spans(text, gold["dates"])
    pd = [{**p, "span": (p["start"], p["end"])} for p in pred.get("dates", [])]
    free = [g["span"] for g in gd if g.get("optional")]
    for name, same in (
        ("date_spans", lambda g, p: overlap(g["span"], p["span"])),
        ("dates", lambda g, p: overlap(g["span"], p["span"]) and g.get("value") == p.get("value")),
    ):
        pairs, missed, extra = match(gd, pd, same)
        extra = [p for p in extra if not any(overlap(p["span"], f) for f in free)]
        count(name, pairs, missed, extra, lambda x: f"{x.get('value')}\t{around(x)}")

    # counts
    gc = spans(text, gold["counts"])
    pc = [{**p, "span": (p["start"], p["end"])} for p in pred.get("counts", [])]
    free = [g["span"] for g in gc if g.get("optional")]

    def value(x):
        return x.get("value"), x.get("max")

    def captive(x):
        return "held" if x.get("status") == "taken" else x.get("status")

    for name, keep, same in (
        (
            "counts",
            lambda x: True,
            lambda g, p: (
                overlap(g["span"], p["span"]) and g["kind"] == p.get("kind") and value(g) == value(p)
            ),
        ),
        (
            "hostages",
            lambda x: x.get("kind") == "hostages",
            lambda g, p: overlap(g["span"], p["span"]) and value(g) == value(p) and captive(g) == captive(p),
        ),
    ):
        pairs, missed, extra = match([g for g in gc if keep(g)], [p for p in pc if keep(p)], same)
        extra = [p for p in extra if not any(overlap(p["span"], f) for f in free)]
        count(
            name, pairs, missed, extra, lambda x: f"{x.get('kind')}/{x.get('status')} {value(x)}\t{around(x)}"
        )

    # facilities
    pairs, missed, extra = match(gold["facilities"], pred.get("facilities", []), same_facility)
    extra = [
        p for p in extra if not any(same_facility(g, p) for g in gold["facilities"] if g.get("optional"))
    ]
    count("facilities", pairs, missed, extra, lambda x: x.get("name"))
    t = tally.setdefault("facility_country", Tally())
    for g, p in pairs:
        if g.get("country"):
            ok = p.get("country") == g["country"]
            t.tp += ok
            t.fn += not ok
            if not ok:
                log.append(
                    f"{gid}\tfacility_country\tWRONG\t{g['name']}: {g['country']} but {p.get('country')}"
                )

    # officials
    people = pred.get("officials", [])
    pairs, missed, extra = match(gold["officials"], people, same_person)
    extra = [p for p in extra if not any(same_person(g, p) for g in gold["officials"] if g.get("optional"))]
    count("officials", pairs, missed, extra, lambda x: f"{x.get('name')} ({x.get('role')})")
    right = [(g, p) for g, p in pairs if same_role(g.get("role"), p.get("role"))]
    wrong = [(g, p) for g, p in pairs if not same_role(g.get("role"), p.get("role"))]
    count(
        "official_roles",
        right,
        missed + [g for g, _ in wrong],
        extra + [p for _, p in wrong],
        lambda x: f"{x.get('name')} ({x.get('role')})",
    )

    # one value per document
    def one(name, g, p):
        t = tally.setdefault(name, Tally())
        t.tp += g == p
        t.fn += g != p
        if g != p:
            log.append(f"{gid}\t{name}\tWRONG\t{g} but {p}")

    pub = pred.get("published")
    one("published", gold["published"], pub.get("value") if isinstance(pub, dict) else pub)
    gi, pi = gold["incident"], (pred.get("incident") or {})
    for f in ("type", "date", "country", "hostages", "killed") if gi.get("type") != "none" else ("type",):
        one(f"incident.{f}", gi.get(f), pi.get(f) if pi else ("none" if f == "type" else None))


def load(folder):
    for p in sorted(pathlib.Path(folder).rglob("*.json")):
        if p.with_suffix(".txt").exists():
            yield json.loads(p.read_text(encoding="utf-8")), p.with_suffix(".txt").read_text(encoding="utf-8")


def figures_of(gold_dir, predictions):
    """Category -> figures, and the log of errors, for predictions by id."""
    tally, log, absent, n = {}, [], [], 0
    for g, text in load(gold_dir):
        n += 1
        if g["id"] not in predictions:
            absent.append(g["id"])
        grade(g, text, predictions.get(g["id"], {}), tally, log)
    figures = {}
    for k, t in tally.items():
        p, r, f = t.f1()
        if k.startswith(("incident.", "published", "facility_country")):
            figures[k] = {"accuracy": t.tp / (t.tp + t.fn) if t.tp + t.fn else None, "n": t.tp + t.fn}
        else:
            figures[k] = {"p": p, "r": r, "f1": f, "n": t.tp + t.fn}
    main = ("dates", "facilities", "hostages", "counts", "official_roles")
    figures["mean_f1"] = sum(figures[k]["f1"] for k in main) / 5 if n else 0
    return {"documents": n, "absent": absent, **figures}, log


def records(gold_dir):
    """The gold texts as a tool is given them."""
    for g, text in load(gold_dir):
        record = {"id": g["id"], "language": g["language"], "text": text}
        if g.get("published_given") and g.get("published"):
            record["published"] = g["published"]
        yield record


def show(figures):
    absent = figures["absent"]
    print(f"{figures['documents']} documents" + (f", no prediction for {' '.join(absent)}" if absent else ""))
    for k, v in figures.items():
        if k == "mean_f1":
            print(f"{k:18s} {v:6.3f}")
        elif k not in ("documents", "absent") and "f1" in v:
            print(f"{k:18s} F1 {v['f1']:.3f}   P {v['p']:.3f}   R {v['r']:.3f}   n {v['n']}")
        elif k not in ("documents", "absent"):
            print(f"{k:18s} accuracy {v['accuracy'] and round(v['accuracy'], 3)}   n {v['n']}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="do", required=True)
    a = sub.add_parser("input")
    a.add_argument("gold")
    a = sub.add_parser("score")
    a.add_argument("gold")
    a.add_argument("pred")
    a.add_argument("--errors", action="store_true")
    a.add_argument("--json", action="store_true")
    o = ap.parse_args()
    if o.do == "input":
        for record in records(o.gold):
            print(json.dumps(record, ensure_ascii=False))
        return
    with open(o.pred, encoding="utf-8") as f:
        predictions = {r["id"]: r for r in map(json.loads, filter(str.strip, f))}
    figures, log = figures_of(o.gold, predictions)
    if o.errors:
        print("\n".join(log) + "\n")
    if o.json:
        print(json.dumps(figures, indent=1))
    else:
        show(figures)


if __name__ == "__main__":
    main()
