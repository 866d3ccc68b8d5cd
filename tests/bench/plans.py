#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write 1,000 plans with 10,000 steps, about 6 MB, in English and Spanish.

plans.py FOLDER makes FOLDER/.hito.yaml and FOLDER/plans, the same bytes each
time. Most steps are as they should be, some have what people forget or get
wrong. Dates lie around 2026-06-01.
"""
import datetime
import os
import random
import sys

PLANS = 1000
STEPS = 10000

WORDS = {
    "en": {
        "verb": "Call Write Publish Send Test Translate Measure Move Train "
                "Review Order Install Print Interview Migrate Archive Compare "
                "Deliver Invite Repair Clean Count Design Record Rent".split(),
        "what": ["customers", "invoices", "price lists", "delivery notes",
                 "job ads", "newsletters", "support tickets", "contracts",
                 "product photos", "landing pages", "user accounts",
                 "backup disks", "safety sheets", "course pages",
                 "phone lines", "supplier offers", "meeting rooms",
                 "search filters", "login forms", "order forms"],
        "where": ["for the Lisbon office", "of the northern region",
                  "before the trade fair", "with the sales team",
                  "for returning visitors", "in the web shop",
                  "at the second warehouse", "of the pilot group",
                  "for the annual report", "on the staging server",
                  "from the old system", "with two suppliers"],
        "success": ["{n} {what} done", "errors from {m} to {n}",
                    "reply time from {m} h to {n} h",
                    "signed list of {n} {what}", "at least {n} % opened"],
        "objective": "Raise {what} from {n} to {m}",
        "title": "More {what} {where}",
        "keys": ("owner", "success", "due", "estimate", "needs", "resources",
                 "start", "state", "kpi", "type"),
        "states": {"todo": "todo", "doing": "doing", "done": "done"},
        "kind": "step", "none": "none",
        "bad": ["Improve {what} as soon as possible",
                "TBD", "Optimise {what} {where}", "Handle {what}"],
        "text": [
            "The list comes from the ledger of {d}; whoever finds an error "
            "writes it beside the line.",
            "It takes {n} minutes a day, *one* person can do it, and the "
            "result is kept in the shared folder.",
            "See [the notes](notes/{n}.md) for what was tried before, and "
            "ask the owner where they disagree.",
            "If more than {n} of {m} fail, stop and tell the team the same "
            "day – a repeat costs {m} EUR.",
            "`make report` prints the figures; **compare** them with those "
            "of last month before they are sent.",
            "The supplier confirms in writing, within {n} working days, what "
            "it delivers and what it does not.",
        ],
        "check": "Ask {what} {where}",
    },
    "es": {
        "verb": "Llamar Escribir Publicar Enviar Probar Traducir Medir Mover "
                "Formar Revisar Pedir Instalar Imprimir Entrevistar Migrar "
                "Archivar Comparar Entregar Invitar Reparar Limpiar Contar "
                "Grabar Alquilar Clasificar".split(),
        "what": ["clientes", "facturas", "listas de precios", "albaranes",
                 "ofertas de empleo", "boletines", "incidencias", "contratos",
                 "fotos de producto", "páginas de aterrizaje",
                 "cuentas de usuario", "copias de seguridad",
                 "fichas técnicas", "páginas del curso", "líneas de teléfono",
                 "presupuestos de proveedores", "salas de reunión",
                 "filtros de búsqueda", "formularios de acceso", "pedidos"],
        "where": ["para la oficina de Málaga", "de la región norte",
                  "antes de la feria", "con el equipo de ventas",
                  "para quienes vuelven", "en la tienda en línea",
                  "en el segundo almacén", "del grupo piloto",
                  "para la memoria anual", "en el servidor de pruebas",
                  "del sistema antiguo", "con dos proveedores"],
        "success": ["{n} {what} listos", "errores de {m} a {n}",
                    "respuesta de {m} h a {n} h",
                    "lista firmada de {n} {what}", "al menos {n} % abiertos"],
        "objective": "Subir {what} de {n} a {m}",
        "title": "Más {what} {where}",
        "keys": ("responsable", "criterio", "vence", "estimación", "depende",
                 "recursos", "inicio", "estado", "indicador", "tipo"),
        "states": {"todo": "pendiente", "doing": "en curso", "done": "hecho"},
        "kind": "paso", "none": "ninguno",
        "bad": ["Mejorar {what} cuanto antes",
                "Por definir", "Optimizar {what} {where}",
                "Gestionar {what}"],
        "text": [
            "La lista sale del libro del {d}; quien encuentre un error lo "
            "anota junto a la línea.",
            "Lleva {n} minutos al día, lo hace *una* persona y el resultado "
            "queda en la carpeta común.",
            "En [las notas](notas/{n}.md) está lo que ya se probó; si no "
            "coincide, pregunta al responsable.",
            "Si fallan más de {n} de {m}, se para y se avisa al equipo el "
            "mismo día – repetirlo cuesta {m} EUR.",
            "`make informe` saca las cifras; **compáralas** con las del mes "
            "pasado antes de enviarlas.",
            "El proveedor confirma por escrito, en {n} días laborables, qué "
            "entrega y qué no.",
        ],
        "check": "Preguntar por {what} {where}",
    },
}
PEOPLE = ["%s-%d" % (name, team) for team in range(1, 81)
          for name in ("ana", "luis", "lucia", "marcos", "sofia")]
TODAY = datetime.date(2026, 6, 1)


class Writer:
    def __init__(self, rng, number):
        self.rng = rng
        self.number = number
        self.words = WORDS["es" if number % 2 else "en"]
        self.lines = []

    def say(self, *lines):
        self.lines.extend(lines)

    def fill(self, form):
        low = self.rng.randint(2, 480)
        return form.format(
            what=self.rng.choice(self.words["what"]),
            where=self.rng.choice(self.words["where"]),
            n=low, m=low + self.rng.randint(1, 400), d=self.day(-90, 0))

    def day(self, first, last):
        day = TODAY + datetime.timedelta(self.rng.randint(first, last))
        return day - datetime.timedelta(max(0, day.weekday() - 4))

    def title(self):
        if self.rng.random() < 0.06:
            return self.fill(self.rng.choice(self.words["bad"]))
        return "%s %d %s" % (self.rng.choice(self.words["verb"]),
                             self.rng.randint(2, 990),
                             self.fill("{what} {where}"))

    def step(self, count):
        (owner, success, due, estimate, needs, resources, start, state, kpi,
         kind) = self.words["keys"]
        rng = self.rng
        now = rng.choice(["todo"] * 6 + ["doing"] + ["done"] * 3)
        late = rng.random() < 0.04
        last = self.day(-60, -1) if now == "done" or late else \
            self.day(10, 180)
        self.say("### " + self.title(), "",
                 "```yaml " + self.words["kind"], "id: s%02d" % count,
                 "%s: %s" % (state, self.words["states"][now]))
        if rng.random() > 0.03:
            self.say("%s: %s" % (owner, rng.choice(PEOPLE)))
        self.say("%s: %s" % (success, self.fill(
            rng.choice(self.words["success"]))))
        self.say("%s: %s" % (kpi, "reach"))
        if rng.random() < 0.5:
            self.say("%s: %s" % (
                start, last - datetime.timedelta(rng.randint(3, 9))))
        if rng.random() > 0.03:
            self.say("%s: %s" % (due, last))
        self.say("%s: %dd" % (estimate, rng.randint(1, 5)))
        if rng.random() > 0.04:
            self.say("%s: %s" % (resources, rng.choice(
                [self.words["none"], "%d EUR" % rng.randint(20, 900)])))
        if count > 1 and rng.random() < 0.3:
            self.say("%s:" % needs, "  - s%02d" % (count - 1))
        self.say("```", "")
        for _ in range(rng.randint(1, 4)):
            self.say(self.fill(rng.choice(self.words["text"])))
        if rng.random() < 0.6:
            self.say("")
            for _ in range(rng.randint(1, 3)):
                self.say("- [%s] %s" % ("x" if now == "done" else " ",
                                        self.fill(self.words["check"])))
        self.say("")

    def plan(self, steps):
        rng = self.rng
        spanish = self.words is WORDS["es"]
        self.say("---", "plan: p%04d" % self.number,
                 "lang: " + ("es" if spanish else "en"),
                 "owner: " + rng.choice(PEOPLE), "start: 2026-01-05",
                 "end: 2026-12-18", "review: monthly", "kpis:", "  reach:",
                 "    unit: visits", "    from: %d" % rng.randint(10, 99),
                 "    to: %d" % rng.randint(100, 900),
                 "    by: 2026-12-01", "---", "",
                 "# " + self.fill(self.words["title"]), "")
        objectives = rng.randint(1, 2)
        for count in range(1, steps + 1):
            if (count - 1) % -(-steps // objectives) == 0:
                self.say("## " + self.fill(self.words["objective"]), "")
                for _ in range(rng.randint(1, 3)):
                    self.say(self.fill(rng.choice(self.words["text"])))
                self.say("")
            self.step(count)
        return "\n".join(self.lines)


def main():
    rng = random.Random(20260601)
    counts = [10] * PLANS
    for _ in range(4 * PLANS):
        give, take = rng.randrange(PLANS), rng.randrange(PLANS)
        if counts[give] > 4 and counts[take] < 16:
            counts[give] -= 1
            counts[take] += 1
    assert sum(counts) == STEPS
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: plans.py FOLDER")
    folder = sys.argv[1]
    os.makedirs(os.path.join(folder, "plans"))
    with open(os.path.join(folder, ".hito.yaml"), "w") as file:
        file.write("lang: en\n")
    for number, steps in enumerate(counts):
        path = os.path.join(folder, "plans", "p%04d.md" % number)
        with open(path, "w", encoding="utf-8") as file:
            file.write(Writer(rng, number).plan(steps))


if __name__ == "__main__":
    main()
